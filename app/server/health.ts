import type { RequestHandler } from 'express'
import type { Database } from '~/infra/db.server'

/** Runs a function of the database over a table of ours: `SELECT 1` still passes where this does not. */
const probe = 'DO $$ BEGIN PERFORM 1 FROM "User" LIMIT 1; END $$'
const patience = 3000

/** Whether this process should be sent requests: the database answers, and it is not shutting down. */
export function readiness(database: Database, isClosing: () => boolean): RequestHandler {
  return async (_req, res) => {
    const ready = !isClosing() && (await answers(database))
    res
      .status(ready ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ ready })
  }
}

export const alive: RequestHandler = (_req, res) => {
  res.set('Cache-Control', 'no-store').json({ alive: true })
}

async function answers(database: Database): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, patience, false)
  })
  const answered = database.pool.query(probe).then(
    () => true,
    () => false,
  )
  return Promise.race([answered, tooLong]).finally(() => clearTimeout(timer))
}
