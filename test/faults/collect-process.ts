import { connect } from '~/infra/db.server'
import { openDatabase } from '~/infra/open-database.server'
import { openBoss } from '../../jobs/boss'
import { openLookQueue, startCollector } from '../../jobs/collector'
import { patientFetch } from '../support/collector'
import { aKeyring } from '../support/server'

/** A collecting process of its own: `collect-process.ts <database url or data folder> <name> <lease ms>`. Ends when it is killed or told 'end'. */
const [place = '', holder = '', leaseMs = ''] = process.argv.slice(2)
const database = place.startsWith('postgres')
  ? connect({ connectionString: place })
  : await openDatabase({ dataDir: place, root: process.cwd(), longLived: true })
const boss = await openBoss(database.pool, openLookQueue, false)
const tools = { fetch: patientFetch(), holder, leaseMs: Number(leaseMs), spacing: 0 }
const collector = startCollector({ database, boss, keyring: () => aKeyring, idleMs: 100, tools })
process.send?.('working')

process.on('message', async () => {
  await collector.stop()
  await boss.stop({ graceful: false })
  await database.close()
  process.exit(0)
})
