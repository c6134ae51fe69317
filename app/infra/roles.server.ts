import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import pg from 'pg'
import { DatabaseError } from './database-error'

export interface RoleOptions {
  /** As a superuser, on the database that the roles are for. */
  connectionString: string
  /** The roles are ‹name›_owner, ‹name›_migrator and ‹name›_app. */
  name: string
  /** Null: a new role gets one made for it, a role that exists keeps its own. */
  migratorPassword: string | null
  appPassword: string | null
}

export interface Role {
  name: string
  /** Null where the role keeps the password it has. */
  password: string | null
}

/**
 * Makes the three roles of an installation and gives them the database: the owner, whom nobody signs in as, the migrator, who becomes the owner, and the
 * application, which may add to the audit and not change it. Doing it again changes nothing but passwords that were given. The passwords reach the
 * server as verifiers alone, so that its log holds none.
 * @throws DatabaseError 'roles.notSuperuser'
 */
export async function makeRoles(options: RoleOptions): Promise<{ migrator: Role; app: Role; granted: boolean }> {
  const client = new pg.Client({ connectionString: options.connectionString })
  await client.connect()
  try {
    await client.query('BEGIN')
    await assertSuperuser(client)
    const owner = `${options.name}_owner`
    if (!(await exists(client, owner))) await run(client, 'CREATE ROLE %I NOLOGIN', owner)
    const migrator = await settle(client, `${options.name}_migrator`, options.migratorPassword)
    const app = await settle(client, `${options.name}_app`, options.appPassword)
    await run(client, 'GRANT %I TO %I', owner, migrator.name)
    // Whatever the migrator makes belongs to the owner.
    await run(client, 'ALTER ROLE %I SET role = %L', migrator.name, owner)
    await run(client, 'REVOKE %I FROM %I', owner, app.name)
    await giveDatabase(client, owner, app.name)
    const { rows } = await client.query<{ there: boolean }>(`SELECT to_regprocedure('public.grant_roles()') IS NOT NULL AS there`)
    const granted = rows[0]?.there === true
    if (granted) await client.query('SELECT public.grant_roles()')
    await client.query('COMMIT')
    return { migrator, app, granted }
  } finally {
    await client.end()
  }
}

async function assertSuperuser(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ super: boolean }>('SELECT rolsuper AS super FROM pg_roles WHERE rolname = current_user')
  if (rows[0]?.super) return
  throw new DatabaseError('roles.notSuperuser', '建立角色须用数据库超级用户连接：请把 DATABASE_URL 写成超级用户（如 postgres）的连接。')
}

async function exists(client: pg.Client, role: string): Promise<boolean> {
  return (await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role])).rowCount === 1
}

async function settle(client: pg.Client, name: string, given: string | null): Promise<Role> {
  const known = await exists(client, name)
  const password = given ?? (known ? null : randomBytes(24).toString('base64url'))
  if (!known) await run(client, 'CREATE ROLE %I', name)
  await run(client, 'ALTER ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS', name)
  if (password !== null) await run(client, 'ALTER ROLE %I PASSWORD %L', name, verifierOf(password))
  return { name, password }
}

/** The database is the owner's, nobody else enters it; a job queue that is there already is the application's. */
async function giveDatabase(client: pg.Client, owner: string, app: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>('SELECT current_database() AS name')
  const database = rows[0]?.name ?? ''
  await run(client, 'ALTER DATABASE %I OWNER TO %I', database, owner)
  await run(client, 'REVOKE ALL ON DATABASE %I FROM PUBLIC', database)
  const owned = await client.query<{ change: string }>(
    `
    SELECT format('ALTER SCHEMA pgboss OWNER TO %I', $1::text) AS change FROM pg_namespace WHERE nspname = 'pgboss'
    UNION ALL
    SELECT format('ALTER TABLE %s OWNER TO %I', c.oid::regclass, $1::text) FROM pg_class c
      WHERE c.relnamespace = to_regnamespace('pgboss') AND c.relkind IN ('r', 'p', 'v')
    UNION ALL
    SELECT format('ALTER ROUTINE %s OWNER TO %I', p.oid::regprocedure, $1::text) FROM pg_proc p WHERE p.pronamespace = to_regnamespace('pgboss')
    UNION ALL
    SELECT format('ALTER TYPE %s OWNER TO %I', t.oid::regtype, $1::text) FROM pg_type t
      WHERE t.typnamespace = to_regnamespace('pgboss') AND t.typtype IN ('e', 'd')`,
    [app],
  )
  for (const { change } of owned.rows) await client.query(change)
}

/** A statement with names and texts quoted by the server itself. */
async function run(client: pg.Client, template: string, ...words: string[]): Promise<void> {
  const { rows } = await client.query<{ statement: string }>('SELECT format($1, VARIADIC $2::text[]) AS statement', [template, words])
  await client.query(rows[0]?.statement ?? '')
}

/** What PostgreSQL keeps of a password (RFC 5803). */
function verifierOf(password: string): string {
  const iterations = 4096
  const salt = randomBytes(16)
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256')
  const keyOf = (word: string) => createHmac('sha256', salted).update(word).digest()
  const stored = createHash('sha256').update(keyOf('Client Key')).digest('base64')
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${stored}:${keyOf('Server Key').toString('base64')}`
}
