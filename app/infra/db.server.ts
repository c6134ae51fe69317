import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from './prisma/client'

// A `date` column in hand-written SQL is a day, not an instant in the server's zone; counts fit a number.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

export interface Database {
  readonly db: PrismaClient
  readonly pool: pg.Pool
  close(): Promise<void>
}

/** One pool for Prisma and for hand-written SQL. */
export function connect(config: pg.PoolConfig): Database {
  const pool = new pg.Pool({ max: 8, ...config })
  // A connection that broke is replaced on the next query; its error belongs to the query it interrupted, not to the process.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  const db = new PrismaClient({ adapter: new PrismaPg(pool) })
  return {
    db,
    pool,
    async close() {
      await db.$disconnect()
      if (!pool.ended) await pool.end()
    },
  }
}
