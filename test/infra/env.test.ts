import { mkdtempSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { readServerSettings, readSettings } from '~/infra/env.server'
import { keyOf } from '~/infra/secret.server'

const complete = { ZHANGBEN_SECRET: 'x'.repeat(32), ZHANGBEN_ORIGIN: 'https://zhangben.example.gov.cn/' }

test.each([
  [{ ZHANGBEN_SECRET: 'short' }, 'ZHANGBEN_SECRET'],
  [{ ZHANGBEN_SECRET: '' }, 'ZHANGBEN_SECRET'],
  [{ ZHANGBEN_ORIGIN: undefined }, 'ZHANGBEN_ORIGIN'],
  [{ ZHANGBEN_ORIGIN: 'zhangben.example.gov.cn' }, 'ZHANGBEN_ORIGIN'],
  [{ ZHANGBEN_ORIGIN: 'http://10.1.2.3:3000' }, 'ZHANGBEN_ORIGIN'],
  [{ PORT: '70000' }, 'PORT'],
  [{ DATABASE_URL: 'mysql://localhost/zb' }, 'DATABASE_URL'],
  [{ ZHANGBEN_ALLOW_CIDR: '10.0.0.0/24,hello' }, 'ZHANGBEN_ALLOW_CIDR'],
])('a server does not start with %j', (change, setting) => {
  expect(() => readServerSettings({ ...complete, ...change })).toThrow(
    expect.objectContaining({ setting, message: expect.stringContaining(setting) }),
  )
})

test('a job needs no setting; a relative data folder is meant from where the command was typed', () => {
  expect(readSettings({})).toMatchObject({ dataDir: path.resolve('data'), databaseUrl: null, port: 3000, allowCidr: [] })
  expect(readSettings({ ZHANGBEN_DATA: '数据', INIT_CWD: '/srv' }).dataDir).toBe('/srv/数据')
  expect(readSettings({ ZHANGBEN_ALLOW_CIDR: '10.0.0.0/24, fd00::/8' }).allowCidr).toEqual(['10.0.0.0/24', 'fd00::/8'])
  expect(readServerSettings(complete)).toMatchObject({ origin: 'https://zhangben.example.gov.cn' })
})

test('a missing key is made once, for its owner alone', () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'zb-key-'))
  const warnings: string[] = []
  const key = keyOf(dir, (line) => warnings.push(line))
  expect(key).toHaveLength(64)
  expect(keyOf(dir, (line) => warnings.push(line))).toBe(key)
  expect(warnings).toHaveLength(1)
  expect(statSync(path.join(dir, 'key')).mode & 0o777).toBe(0o600)
})
