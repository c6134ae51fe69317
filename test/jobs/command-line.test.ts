import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { jobs } from '../../jobs/catalogue'

/** Processes of their own, on a machine that may be busy. */

function run(words: string[], env: Record<string, string> = {}) {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'zb-command-'))
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'jobs/run.ts', ...words], {
    encoding: 'utf8',
    env: { ...process.env, ZHANGBEN_DATA: dataDir, ...env },
  })
  return { status, stdout, stderr, left: readdirSync(dataDir) }
}

test('wrong words: one document, exit 2, and no database is opened', () => {
  const { status, stdout, left } = run(['no-such-job', '--json'])
  expect(status).toBe(2)
  expect(JSON.parse(stdout)).toEqual({ error: { code: 'usage', message: expect.stringContaining('没有任务 no-such-job') } })
  expect(left).toEqual([])
})

test('without --json the sentence is for people, on standard error', () => {
  expect(run([])).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('缺少任务名') })
})

test.skipIf(!jobs.some((job) => job.database))('a database that cannot be reached is named, still as one document', () => {
  const name = jobs.find((job) => job.database)?.name ?? ''
  const { status, stdout } = run([name, '--json'], { DATABASE_URL: 'postgresql://zhangben@127.0.0.1:1/zhangben' })
  expect(status).toBe(2)
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'database.unreachable' } })
})
