import PgBoss from 'pg-boss'
import { connect } from '~/infra/db.server'
import { openDatabase } from '~/infra/open-database.server'
import { openLookQueue, startCollector } from '../../jobs/collector'
import { patientFetch } from '../support/collector'
import { aKeyring } from '../support/server'

/** A collecting process of its own: `collect-process.ts <database url or data folder> <name> <lease ms>`. Ends when it is killed or told 'end'. */
const [place = '', holder = '', leaseMs = ''] = process.argv.slice(2)
const database = place.startsWith('postgres')
  ? connect({ connectionString: place })
  : await openDatabase({ dataDir: place, root: process.cwd(), longLived: true })
const boss = new PgBoss({ db: { executeSql: (text, values) => database.pool.query(text, values) }, schedule: false, supervise: false })
boss.on('error', () => undefined)
await boss.start()
await openLookQueue(boss)
const tools = { fetch: patientFetch(), holder, leaseMs: Number(leaseMs), spacing: 0 }
const collector = startCollector({ database, boss, keyring: () => aKeyring, idleMs: 100, tools })
process.send?.('working')

process.on('message', async () => {
  await collector.stop()
  await boss.stop({ graceful: false })
  await database.close()
  process.exit(0)
})
