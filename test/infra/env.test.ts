import path from 'node:path'
import { expect, test } from 'vitest'
import { readServerSettings, readSettings } from '~/infra/env.server'

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
  [{ ZHANGBEN_TRUSTED_PROXY: '10.0.0.1' }, 'ZHANGBEN_TRUSTED_PROXY'],
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

test('single sign-on is set up whole or not at all', () => {
  const sso = { ZHANGBEN_SSO_ISSUER: 'https://sso.example.gov.cn', ZHANGBEN_SSO_CLIENT_ID: 'zb', ZHANGBEN_SSO_CLIENT_SECRET: 's' }
  expect(readSettings({}).sso).toBeNull()
  expect(readSettings(sso).sso).toMatchObject({ clientId: 'zb', label: '统一身份认证', strongAcr: null })
  expect(() => readSettings({ ...sso, ZHANGBEN_SSO_CLIENT_ID: '' })).toThrow(/ZHANGBEN_SSO_CLIENT_ID/)
  expect(() => readSettings({ ...sso, ZHANGBEN_SSO_ISSUER: 'http://sso.example.gov.cn' })).toThrow(/ZHANGBEN_SSO_ISSUER/)
  expect(() => readSettings({ ZHANGBEN_PASSWORD_PROFILE: 'none' })).toThrow(/ZHANGBEN_PASSWORD_PROFILE/)
})
