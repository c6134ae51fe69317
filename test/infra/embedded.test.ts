import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openDatabase } from '~/infra/open-database.server'
import { aDataFolder } from '../support/database'
import { start } from './processes'

async function aFolder(name = 'zb-embedded-') {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), name))
  return { dataDir, [Symbol.asyncDispose]: () => rm(dataDir, { recursive: true, force: true }) }
}

let template = ''
beforeAll(async () => {
  const given = inject('template')
  if (given.kind === 'embedded') template = given.folder
  else {
    template = (await aFolder()).dataDir
    await (await openDatabase({ dataDir: template, root: process.cwd(), longLived: false })).close()
  }
})
afterAll(async () => {
  if (inject('template').kind !== 'embedded') await rm(template, { recursive: true, force: true })
})

async function aMigratedFolder() {
  const dataDir = await aDataFolder(template)
  return { dataDir, [Symbol.asyncDispose]: () => rm(dataDir, { recursive: true, force: true }) }
}

const note = (
  text: string,
) => `INSERT INTO "AuditEvent" ("at","actorKind","actorName","actorRoles","action","subjectType","success","detail")
  VALUES (now(),'job','test','{}','${text}','Test',true,'{}') RETURNING "action"`
const count = `SELECT count(*)::int AS n FROM "AuditEvent"`

test('of two that start at once on a new folder one owns it, the other comes in; a killed owner is taken over with nothing lost', async () => {
  await using folder = await aFolder()
  await using one = start(folder.dataDir)
  await using other = start(folder.dataDir)
  await Promise.all([one.opened, other.opened])
  expect([one.owns(), other.owns()].sort()).toEqual([false, true])

  const [owner, guest] = one.owns() ? [one, other] : [other, one]
  await owner.ask(note('owner'))
  await guest.ask(note('guest'))
  await owner.kill()

  // A query on its way at that moment fails; the next one waits for the new owner.
  await expect.poll(() => guest.ask(count), { timeout: 60_000 }).toEqual({ n: 2 })
  expect(guest.owns()).toBe(true)
  expect(await guest.close()).toBe(0)
  expect(await readdir(path.join(folder.dataDir, 'socket'))).toEqual([])
})

test('a job that owns the database stays until another job is done with it', async () => {
  await using folder = await aMigratedFolder()
  await using owner = start(folder.dataDir, 'job', 'pipe')
  await owner.opened
  await using guest = start(folder.dataDir)
  await guest.opened
  const said = new Promise<string>((resolve) => owner.child.stderr?.once('data', (text) => resolve(String(text))))
  const ended = owner.close()

  expect(await said).toContain('另有 1 个任务正在使用数据库')
  expect(await guest.ask(note('late'))).toEqual({ action: 'late' })
  await guest.close()
  expect(await ended).toBe(0)
})

test('a server takes over from a job that owned the database', async () => {
  await using folder = await aMigratedFolder()
  await using job = start(folder.dataDir)
  await job.opened
  await using server = start(folder.dataDir, 'server')
  await server.opened
  expect(await job.close()).toBe(0)

  expect(await server.ask(count)).toEqual({ n: 0 })
  expect(server.owns()).toBe(true)
})

test('the socket folder is closed to others, and moves to the temp folder where the path is too long', async () => {
  await using folder = await aMigratedFolder()
  const options = { root: process.cwd(), longLived: false }
  const near = await openDatabase({ ...options, dataDir: folder.dataDir })
  expect((await stat(path.join(folder.dataDir, 'socket'))).mode & 0o777).toBe(0o700)
  expect(await readdir(path.join(folder.dataDir, 'socket'))).toEqual(['.s.PGSQL.5432'])
  await near.close()

  const deep = path.join(folder.dataDir, '甘南藏族自治州人民政府办公室'.repeat(3))
  await rename(folder.dataDir, `${folder.dataDir}-moved`)
  await mkdir(deep, { recursive: true })
  await rename(path.join(`${folder.dataDir}-moved`, 'database'), path.join(deep, 'database'))
  await rm(`${folder.dataDir}-moved`, { recursive: true })
  const far = await openDatabase({ ...options, dataDir: deep })
  await far.pool.query('SELECT 1')
  await far.close()
  expect(await readdir(deep)).not.toContain('socket')
})

test.skipIf(spawnSync('flock', ['--version']).error)(
  'a folder locked from another container is waited for, and locked against it in turn',
  async () => {
    await using folder = await aMigratedFolder()
    const file = path.join(folder.dataDir, 'owner.lock')
    const holder = spawn('flock', ['-n', file, '-c', 'echo held; exec cat'], { stdio: ['pipe', 'pipe', 'inherit'] })
    await once(holder.stdout, 'data')

    await using waiting = start(folder.dataDir, 'job', 'pipe')
    const said = await new Promise<string>((resolve) => waiting.child.stderr?.once('data', (text) => resolve(String(text))))
    expect(said).toContain('等待中')
    expect(waiting.owns()).toBe(false)

    holder.stdin.end()
    await waiting.opened
    expect(waiting.owns()).toBe(true)
    expect(spawnSync('flock', ['-n', file, 'true']).status).toBe(1)
  },
)
