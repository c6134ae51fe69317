import type { Pool } from 'pg'
import { Refused } from '~/domain/errors'

const leewayMinutes = 5

/**
 * Refuses to collect by a clock that disagrees with the database's: years off, every lease would look expired and every silence proven.
 * @throws Refused clock.apart
 */
export async function assertClock(pool: Pool, processTime: Date): Promise<void> {
  const { rows } = await pool.query<{ now: Date }>('SELECT clock_timestamp() AS now')
  const apart = Math.abs(processTime.getTime() - (rows[0]?.now ?? processTime).getTime()) / 60_000
  if (apart > leewayMinutes) {
    throw new Refused('clock.apart', `本机时间与数据库相差 ${Math.round(apart)} 分钟，为免误判已停止采集。请先校准本机时间。`, {
      minutes: Math.round(apart),
    })
  }
}
