import pg from 'pg'
import { DatabaseError } from './database-error'
import { connect, type Database } from './db.server'
import { openEmbedded } from './embedded.server'
import { deploy } from './migrate.server'
import { assertCtype, migrationState } from './migration-state.server'

export interface OpenOptions {
  /** PostgreSQL; without it the embedded database in the data folder. */
  url?: string | undefined
  dataDir: string
  /** Folder that holds prisma/. */
  root: string
  /** A server, as against a job that ends by itself. */
  longLived: boolean
  /** In ms, what a single statement may take; the embedded database, a session for all, has no such limit. */
  statementTimeout?: number
  /** Lines for the person who waits; standard error by default. */
  say?(line: string): void
}

/**
 * Opens the database of an installation, ready for use. The embedded one and an empty PostgreSQL are migrated.
 * @throws DatabaseError 'database.behind' (names `npm run db:deploy`) · 'database.unreachable' · 'database.ctype' · 'database.newer' · 'database.foreign' · 'database.busy'
 */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  const { url, dataDir, root, longLived, statementTimeout, say = (line) => process.stderr.write(`${line}\n`) } = options
  if (!url) return openEmbedded({ dataDir, root, longLived, say })
  await preparePostgres(url, root)
  const timeout = {
    idle_in_transaction_session_timeout: idleInTransaction,
    ...(statementTimeout && { statement_timeout: statementTimeout }),
  }
  return connect({ connectionString: url, ...timeout })
}

/**
 * A process that stops in the middle of a transaction keeps its locks so long at most, ms. Never set on the embedded database, whose one session would
 * end for everybody: its wire sees to the same by itself.
 */
const idleInTransaction = 60_000

/** Serialises first starts: of several processes on an empty database one migrates. */
const migrationLock = 7_240_123

async function preparePostgres(url: string, root: string): Promise<void> {
  const client = await reach(url)
  try {
    await assertCtype(client)
    if ((await migrationState(client, root)).kind === 'current') return
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock])
    const state = await migrationState(client, root)
    if (state.kind === 'empty') await deploy({ connectionString: url }, root)
    if (state.kind === 'behind') {
      throw new DatabaseError(
        'database.behind',
        `数据库缺少 ${state.missing.length} 个迁移（${state.missing.join('、')}）。请先备份，再运行 npm run db:deploy。`,
      )
    }
  } finally {
    await client.end()
  }
}

async function reach(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return client
  } catch (error) {
    throw new DatabaseError('database.unreachable', `连不上数据库 ${withoutPassword(url)}：${reasonOf(error)}`, { cause: error })
  }
}

function withoutPassword(url: string): string {
  if (!URL.canParse(url)) return '（DATABASE_URL）'
  const { hostname, port, pathname } = new URL(url)
  return `${hostname}${port ? `:${port}` : ''}${pathname}`
}

const reasons: Record<string, string> = {
  ECONNREFUSED: '该地址没有数据库在运行，请检查地址、端口和服务状态。',
  ENOTFOUND: '找不到这台主机，请检查 DATABASE_URL 里的主机名。',
  ETIMEDOUT: '连接超时，请检查网络和防火墙。',
  '28P01': '用户名或密码不对。',
  '28000': '该用户不允许从本机登录。',
  '3D000': `数据库不存在。请先建立：CREATE DATABASE 名称 TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'`,
  '53300': '数据库的连接数已满。',
  '57P03': '数据库正在启动，请稍后再试。',
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return reasons[code] ?? (error instanceof Error ? error.message : String(error))
}
