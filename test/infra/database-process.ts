import { openDatabase } from '~/infra/open-database.server'

/** A process of its own on a data folder: says 'open' when it is in, runs the SQL it is sent and answers with the first row, closes on 'close'. */
const [dataDir = '', kind = 'job'] = process.argv.slice(2)
const database = await openDatabase({ dataDir, root: process.cwd(), longLived: kind === 'server' })
process.send?.('open')

process.on('message', async (sql: string) => {
  if (sql === 'close') {
    await database.close()
    process.exit(0)
  }
  const answer = await database.pool.query(sql).then(
    ({ rows }) => ({ row: rows[0] ?? null }),
    (error: Error) => ({ failed: error.message }),
  )
  process.send?.(answer)
})
