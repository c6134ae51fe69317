import type pg from 'pg'
import { DatabaseError } from './database-error'
import { migrationNames } from './migrate.server'

/** How a database stands to the migrations on disk. */
export type MigrationState = { kind: 'empty' } | { kind: 'current' } | { kind: 'behind'; missing: string[] }

/** Asks by SQL alone; the schema engine is loaded only where something is to be applied. */
export async function migrationState(client: pg.Client, root: string): Promise<MigrationState> {
  const found = await client.query<{ migrations: string | null; tables: number }>(
    `SELECT to_regclass('public._prisma_migrations')::text AS migrations,
            (SELECT count(*)::int FROM pg_tables WHERE schemaname = 'public') AS tables`,
  )
  const { migrations, tables } = found.rows[0] ?? { migrations: null, tables: 0 }
  if (!migrations && tables > 0) {
    throw new DatabaseError('database.foreign', '该数据库里已有其他系统的表。请为账本新建一个空的数据库。')
  }
  if (!migrations) return { kind: 'empty' }
  const applied = await client.query<{ name: string }>(
    `SELECT migration_name AS name FROM public._prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
  )
  const known = new Set(migrationNames(root))
  const present = new Set(applied.rows.map((row) => row.name))
  const newer = [...present].filter((name) => !known.has(name))
  if (newer.length > 0) {
    throw new DatabaseError('database.newer', `数据库由更新的版本写成（${newer.join('、')}），请使用相应版本的账本打开。`)
  }
  const missing = [...known].filter((name) => !present.has(name))
  return missing.length > 0 ? { kind: 'behind', missing } : { kind: 'current' }
}

/**
 * Search by name needs a ctype that knows Chinese letters: under C, pg_trgm finds nothing in 甘南发布.
 * @throws DatabaseError 'database.ctype'
 */
export async function assertCtype(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ known: boolean; name: string }>(
    `SELECT '甘' ~ '^[[:alpha:]]$' AS known, current_database() AS name`,
  )
  const { known, name } = rows[0] ?? { known: false, name: '' }
  if (known) return
  throw new DatabaseError(
    'database.ctype',
    `数据库 ${name} 的字符分类（LC_CTYPE）不识汉字，按名称检索会失效。请另建数据库：CREATE DATABASE zhangben TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'`,
  )
}
