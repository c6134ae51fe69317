import type { Pool } from 'pg'

/**
 * Whether the role this process works with may only add to the audit (`npm run db:roles`). False with a single role: whoever holds its
 * password can change the audit, and only the anchors show it.
 */
export async function isAuditProtected(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ kept: boolean }>(
    `SELECT bool_and(NOT has_table_privilege(c.oid, 'UPDATE, DELETE, TRUNCATE, TRIGGER') AND NOT pg_has_role(c.relowner, 'MEMBER')) AS kept
     FROM pg_class c WHERE c.oid IN ('public."AuditEvent"'::regclass, 'public."AuditArchive"'::regclass)`,
  )
  return rows[0]?.kept === true
}

/** What the log says once at the start of a process that works with a single role. */
export const unprotected =
  '数据库只用一个角色连接，审计记录没有受到数据库的保护：请用 npm run db:roles 建立分开的角色（见 docs/audit.md）。'
