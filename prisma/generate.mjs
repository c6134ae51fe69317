import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** `npm run generate`: the Prisma client, made anew only when the schema or the generator changed. Two processes at once do no harm. */
const schema = 'prisma/schema'
const out = 'app/infra/prisma'
const stamp = path.join(out, '.stamp')

const hash = createHash('sha256')
for (const file of readdirSync(schema).sort()) hash.update(file).update(readFileSync(path.join(schema, file)))
hash.update(readFileSync('node_modules/prisma/package.json'))
const wanted = hash.digest('hex')

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
  const { status, stderr } = spawnSync(process.execPath, ['node_modules/prisma/build/index.js', 'generate'], { encoding: 'utf8' })
  if (status !== 0) {
    process.stderr.write(stderr)
    process.exit(status ?? 1)
  }
  mkdirSync(out, { recursive: true })
  writeFileSync(stamp, wanted)
}
