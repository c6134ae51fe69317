import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { connect } from '~/infra/db.server'
import { openDatabase } from '~/infra/open-database.server'
import { aDataFolder } from '../support/database'
import { databaseUrl, onServer } from '../support/template'

// The real command line, on an installation of its own.
const template = inject('template')
const database = `zb_audit_${process.pid}`
let dataDir = ''
let env = process.env

beforeAll(async () => {
  if (template.kind === 'embedded') dataDir = await aDataFolder(template.folder)
  else {
    dataDir = await mkdtemp(path.join(os.tmpdir(), 'zb-audit-'))
    await onServer(template.url, `CREATE DATABASE ${database} TEMPLATE ${template.name}`)
  }
  const url = template.kind === 'postgres' && databaseUrl(template.url, database)
  env = { ...process.env, ZHANGBEN_DATA: dataDir, ...(url && { DATABASE_URL: url }) }
})
afterAll(async () => {
  if (template.kind === 'postgres') await onServer(template.url, `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`)
  await rm(dataDir, { recursive: true, force: true })
})

function job(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'jobs/run.ts', ...words], { encoding: 'utf8', env })
  return { status, json: words.includes('--json') ? JSON.parse(stdout) : null, stdout, stderr }
}

async function asSuperuser(...statements: string[]) {
  const place = template.kind === 'postgres' ? connect({ connectionString: databaseUrl(template.url, database) }) : await openHere()
  await place.pool.query(['BEGIN', 'SET LOCAL session_replication_role = replica', ...statements, 'COMMIT'].join(';'))
  await place.close()
}

const openHere = () => openDatabase({ dataDir, root: process.cwd(), longLived: false })

const anchors = () => path.join(dataDir, 'anchors', 'audit.jsonl')
const anchorLines = () => readFileSync(anchors(), 'utf8').trim().split('\n').length

test('AUD-5 audit-verify on the command line: one document, exit 0 while whole and 1 after a tampering, and nothing is written', async () => {
  const untouched = job('audit-verify', '--json')
  expect(untouched).toMatchObject({ status: 0, json: { ok: true, rows: 0, anchor: { compared: 0 } } })
  expect(existsSync(anchors())).toBe(false)
  expect(readdirSync(dataDir)).not.toContain('key')

  expect(job('invite', '--role', 'registrar', '--name', '才让', '--json').status).toBe(0)
  expect(anchorLines()).toBe(1)
  expect(job('invite', '--role', 'leadership', '--name', '卓玛', '--json').status).toBe(0)
  expect(anchorLines()).toBe(2)
  expect(job('invite', '--json').status).toBe(2)
  expect(anchorLines()).toBe(2)

  const whole = job('audit-verify', '--json')
  expect(whole).toMatchObject({ status: 0, json: { ok: true, rows: 2, lastSeq: 2, anchor: { compared: 2, last: { seq: 2 } } } })
  expect(whole.json).not.toHaveProperty('firstBad')

  await asSuperuser(`UPDATE "AuditEvent" SET "success" = false WHERE "seq" = 1`)
  expect(job('audit-verify', '--json')).toMatchObject({ status: 1, json: { ok: false, rows: 2, firstBad: 1 } })
  await asSuperuser(`UPDATE "AuditEvent" SET "success" = true WHERE "seq" = 1`)

  await asSuperuser(`DELETE FROM "AuditEvent" WHERE "seq" = 2`)
  expect(job('audit-verify', '--json')).toMatchObject({ status: 1, json: { ok: false, rows: 1, firstBad: 2 } })
  const told = job('audit-verify')
  expect(told).toMatchObject({ status: 1, stdout: expect.stringContaining('第 2 条：锚点记过，现已不存在。') })
  expect(told.stdout).toContain('npm run db:roles')
  expect(anchorLines()).toBe(2)
})

test('an anchor that cannot be written is told and does not fail the command', () => {
  rmAnchors()
  mkdirSync(anchors())
  const { status, stderr } = job('invite', '--role', 'registrar', '--name', '扎西', '--json')
  expect(status).toBe(0)
  expect(stderr).toContain('审计锚点没有写入')
})

function rmAnchors() {
  spawnSync('rm', ['-rf', anchors()])
}
