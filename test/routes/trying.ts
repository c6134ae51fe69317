// A process of its own that asks the shared limit of one person `times` times and prints how often it was let through.
import { countTry } from '~/api/limits.server'
import { createCtx } from '~/domain/context.server'
import { TooMany } from '~/domain/errors'
import { connect } from '~/infra/db.server'

const [options = '{}', times = '0'] = process.argv.slice(2)
const database = connect(JSON.parse(options))
const actor = { kind: 'person', id: 'somebody', name: '才让', roles: ['registrar'], unitId: null, demo: false } as const
const ctx = createCtx({ ...database, actor, scope: { path: null }, now: new Date() })
let passed = 0
for (let n = 0; n < Number(times); n++) {
  await countTry(ctx, 'search').then(
    () => passed++,
    (error: unknown) => {
      if (!(error instanceof TooMany)) throw error
    },
  )
}
await database.close()
process.stdout.write(String(passed))
