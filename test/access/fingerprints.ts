import type { World } from '../support/world'

/**
 * Every table with a fingerprint of all its rows, so that two moments can be compared. Left out is what reading may leave behind: that
 * somebody was there, how often they asked, and the audit itself.
 */
export async function fingerprints({ database: { pool } }: World): Promise<Record<string, string>> {
  const { rows } = await pool.query<{ name: string }>(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`)
  const found: Record<string, string> = {}
  for (const { name } of rows.filter((table) => !['RateLimit', 'AuditEvent'].includes(table.name))) {
    const row = `(to_jsonb(t)${name === 'Session' ? ` - 'lastSeenAt'` : ''})::text`
    const sum = await pool.query<{ sum: string }>(
      `SELECT md5(coalesce(string_agg(${row}, ',' ORDER BY ${row}), '')) AS sum FROM "${name}" t`,
    )
    found[name] = sum.rows[0]?.sum ?? ''
  }
  return found
}
