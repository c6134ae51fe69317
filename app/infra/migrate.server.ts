import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, type SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import pg from 'pg'

const filters = { externalTables: [], externalEnums: [] }

type Bindings = typeof import('@prisma/schema-engine-wasm/schema_engine_bg')
let loaded: Promise<Bindings> | undefined

/**
 * Prisma's own schema engine as WebAssembly: no binary is downloaded. Its package hides the .wasm, so it is read from beside the bindings.
 * Once per process: the bindings keep views of the memory they were first given.
 */
function loadEngine(): Promise<Bindings> {
  loaded ??= (async () => {
    const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')
    const bindings = await import('@prisma/schema-engine-wasm/schema_engine_bg')
    const bytes = readFileSync(path.join(path.dirname(entry), 'schema_engine_bg.wasm'))
    const module = new WebAssembly.Module(bytes)
    const instance = new WebAssembly.Instance(module, { './schema_engine_bg.js': { ...bindings } as WebAssembly.ModuleImports })
    bindings.__wbg_set_wasm(instance.exports)
    const start = instance.exports.__wbindgen_start
    if (typeof start === 'function') start()
    return bindings
  })()
  return loaded
}

async function engineOver(adapter: SqlMigrationAwareDriverAdapterFactory, datamodels: [string, string][]) {
  const { SchemaEngine } = await loadEngine()
  return SchemaEngine.new({ datamodels }, () => undefined, bindMigrationAwareSqlAdapterFactory(adapter))
}

/** Names of the migrations on disk, in order. */
export function migrationNames(root: string): string[] {
  return readdirSync(path.join(root, 'prisma/migrations'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}

/** The migrations on disk, in order, as the engine wants them. */
export function readMigrations(root: string) {
  const baseDir = path.join(root, 'prisma/migrations')
  const directories = migrationNames(root)
  return {
    baseDir,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: directories.map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok' as const, value: readFileSync(path.join(baseDir, name, 'migration.sql'), 'utf8') },
      },
    })),
  }
}

export function readDatamodels(root: string): [string, string][] {
  const dir = path.join(root, 'prisma/schema')
  return readdirSync(dir)
    .filter((name) => name.endsWith('.prisma'))
    .sort()
    .map((name) => [path.join(dir, name), readFileSync(path.join(dir, name), 'utf8')])
}

/** Applies what is missing and returns the names applied; keeps Prisma's `_prisma_migrations`. Roles that exist get their grants each time. */
export async function deploy(config: pg.PoolConfig, root: string): Promise<string[]> {
  const pool = new pg.Pool({ ...config, max: 1 })
  const engine = await engineOver(wholeScripts(pool), readDatamodels(root))
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList: readMigrations(root), filters })
    await pool.query('SELECT "grant_roles"()')
    return appliedMigrationNames
  } finally {
    engine.free()
    await pool.end()
  }
}

/**
 * Prisma's adapter cuts a script at every semicolon, those of a function's body too. Ours hands it over whole: the server then runs it as one
 * transaction, so that a migration is applied or not.
 */
function wholeScripts(pool: pg.Pool): PrismaPg {
  const factory = new PrismaPg(pool)
  const connect = factory.connect.bind(factory)
  factory.connect = async () => {
    const adapter = await connect()
    adapter.executeScript = async (script) => {
      await pool.query(script)
    }
    return adapter
  }
  return factory
}

/** The SQL that brings the migrations up to the schema files; null when there is no difference. Runs on a throwaway in-memory database. */
export async function diff(root: string): Promise<string | null> {
  const { PGlite } = await import('@electric-sql/pglite')
  const { pg_trgm } = await import('@electric-sql/pglite/contrib/pg_trgm')
  const { PrismaPGlite } = await import('pglite-prisma-adapter')
  const datamodels = readDatamodels(root)
  const throwaway = () => new PrismaPGlite(new PGlite({ extensions: { pg_trgm } }))
  // The adapter's own shadow database knows no extensions.
  const factory = Object.assign(throwaway(), { connectToShadowDb: () => throwaway().connect() })
  const engine = await engineOver(factory as never, datamodels)
  try {
    const result = await engine.diff({
      from: { tag: 'migrations' as const, ...readMigrations(root) },
      to: { tag: 'schemaDatamodel' as const, files: datamodels.map(([file, content]) => ({ path: file, content })) },
      script: true,
      exitCode: true,
      filters,
    })
    return result.exitCode === 2 ? (result.stdout ?? '') : null
  } finally {
    engine.free()
  }
}
