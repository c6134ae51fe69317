import type { Pool } from 'pg'
import PgBoss from 'pg-boss'
import { log } from '~/infra/log.server'

/** Serialises starts: making tables and queues, two processes would get in each other's way. */
const startLock = 7_240_124

/**
 * The queue in the installation's own database, started.
 * @param openQueues makes the queues this process works with
 * @param supervise whether this process also tidies up
 */
export async function openBoss(pool: Pool, openQueues: (boss: PgBoss) => Promise<void>, supervise = true): Promise<PgBoss> {
  const boss = new PgBoss({ db: { executeSql: (text, values) => pool.query(text, values) }, schedule: false, supervise })
  boss.on('error', (error) => log.error({ error: error.message }, 'job queue'))
  const client = await pool.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [startLock])
    await boss.start()
    await openQueues(boss)
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [startLock]).catch(() => undefined)
    client.release()
  }
  return boss
}
