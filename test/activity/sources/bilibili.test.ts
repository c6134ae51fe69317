import { expect, test } from 'vitest'
import { bilibiliAdapter } from '~/domain/activity/sources/bilibili.server'
import { aLook, type LookParts } from '../../support/look'
import { aBilibili } from '../../support/platforms/bilibili'
import type { Platform } from '../../support/platforms/serve'

const at = new Date('2026-11-22T02:00:00Z')
const secret = { appId: 'b-app', appSecret: 'b-secret', accessToken: 'b-token' }
const lookAt = (bilibili: Platform, parts: LookParts = {}) => aLook(bilibiliAdapter, { at, secret, base: bilibili.base, ...parts })

test('followers of today, and nothing that could prove silence', async () => {
  await using bilibili = await aBilibili({ followers: '1280' })
  const { reading, used } = await lookAt(bilibili)
  expect(reading).toMatchObject({ posts: [], covers: null, days: [{ day: '2026-11-22', followers: 1_280 }] })
  expect(used).toEqual({ user_stat: 1 })
})

test('a token kept since outweighs the one filled in; the secret itself never travels', async () => {
  await using bilibili = await aBilibili({ followers: 1 })
  const kept = { accessToken: 'b-token', until: new Date('2026-12-01T00:00:00Z') }
  await lookAt(bilibili, { secret: { ...secret, accessToken: 'old' }, token: kept })
  expect(JSON.stringify(bilibili.asked)).not.toContain('b-secret')
})

test.each([
  ['a word about rights', { code: 10403, message: '应用无该接口权限' }, 'permission', 'bilibili.10403'],
  ['a code nobody knows', { code: -101, message: '账号未登录' }, 'parse', 'bilibili.-101'],
  ['a code as digits', { code: '-400', message: '请求错误' }, 'parse', 'bilibili.-400'],
  ['no code at all', { code: undefined, message: '' }, 'parse', 'bilibili.unexpected'],
  ['a login page', 'html', 'parse', 'interface.html'],
] as const)('refused: %s', async (_name, refuse, kind, code) => {
  await using bilibili = await aBilibili({ refuse })
  await expect(lookAt(bilibili)).rejects.toMatchObject({ kind, code })
})

test('a number of followers that is missing is not zero', async () => {
  await using bilibili = await aBilibili({ followers: undefined })
  await expect(lookAt(bilibili)).rejects.toMatchObject({ kind: 'parse', code: 'bilibili.no-followers' })
})

test('what is not filled in is named', async () => {
  await using bilibili = await aBilibili()
  await expect(lookAt(bilibili, { secret: { appId: 'b-app' } })).rejects.toMatchObject({
    kind: 'config',
    code: 'credential.no-accessToken',
  })
})
