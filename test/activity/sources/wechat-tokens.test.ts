import { describe, expect, test } from 'vitest'
import { wechatAdapter } from '~/domain/activity/sources/wechat/wechat.server'
import { wechatComponentAdapter } from '~/domain/activity/sources/wechat/component.server'
import { startOf } from '~/domain/calendar/day'
import { aLook, type LookParts } from '../../support/look'
import { aWechat, type FakeArticle, type FakeWechat } from '../../support/platforms/wechat'

const secret = { appId: 'wx1', appSecret: 's1' }
const morning = new Date('2026-11-22T02:00:00Z')
const lookAt = (wechat: FakeWechat, parts: LookParts = {}) => aLook(wechatAdapter, { secret, base: wechat.base, at: morning, ...parts })
const inTwoHours = new Date('2026-11-22T04:00:00Z')
const bizsummary = '/datacube/getbizsummary'
const article = (day: string, msgid: string, more: Partial<FakeArticle> = {}): FakeArticle => ({ day, msgid, ...more })

describe('tokens', () => {
  test('one that lasts is used again; one about to end is not', async () => {
    await using wechat = await aWechat()
    const [first] = (await lookAt(wechat)).tokens
    if (!first) throw new Error('no token was kept')
    expect((await lookAt(wechat, { token: first })).tokens).toEqual([])
    expect((await lookAt(wechat, { token: { ...first, until: new Date(morning.getTime() + 300_000) } })).tokens).toHaveLength(1)
  })

  test('one that ends in the middle of a look is renewed once, and the call repeated', async () => {
    await using wechat = await aWechat({ articles: [article('2026-11-20', '1_1'), article('2026-11-21', '2_1')], expireAfter: 2 })
    const { reading, tokens, used } = await lookAt(wechat, { token: null })
    expect(reading.posts.map(({ extKey }) => extKey)).toEqual(['wx:1_1', 'wx:2_1'])
    expect(tokens).toHaveLength(2)
    expect(used).toMatchObject({ stable_token: 2, getarticletotaldetail: 3 })
    expect(used.force_refresh).toBeUndefined()
  })

  test('ended again after that, it is the authorisation that fails; what was read stands', async () => {
    await using wechat = await aWechat({ articles: [article('2026-11-20', '1_1'), article('2026-11-21', '2_1')], expireAfter: 1 })
    const { reading } = await lookAt(wechat)
    expect(reading.problem).toMatchObject({ kind: 'auth', code: 'wechat.42001' })
    expect(reading.posts.map(({ extKey }) => extKey)).toEqual(['wx:1_1'])
    expect(reading.counts).toMatchObject([{ from: startOf('2026-11-21'), posts: 1 }])
  })

  test('a new one is forced only when the platform refuses the very token it hands out, twenty times a day at most', async () => {
    await using wechat = await aWechat({
      expireAfter: 3,
      isStubborn: true,
      articles: [article('2026-11-20', '1_1'), article('2026-11-21', '2_1')],
    })
    const { reading, used } = await lookAt(wechat)
    expect(reading.problem).toBeNull()
    expect(used).toMatchObject({ stable_token: 3, force_refresh: 1 })
    expect(wechat.of('/cgi-bin/stable_token').map(({ json }) => json.force_refresh)).toEqual([false, false, true])
    await using again = await aWechat({ expireAfter: 0, isStubborn: true })
    await expect(lookAt(again, { used: { force_refresh: 20 } })).rejects.toMatchObject({ kind: 'quota' })
  })

  test('40001 from the start, and again: the authorisation fails', async () => {
    await using wechat = await aWechat({ refuse: { getbizsummary: 40001 } })
    await expect(lookAt(wechat)).rejects.toMatchObject({ kind: 'auth', code: 'wechat.40001' })
    expect(wechat.of(bizsummary)).toHaveLength(2)
  })

  test('what is filled in wrongly is named', async () => {
    await using wechat = await aWechat()
    await expect(lookAt(wechat, { secret: { appId: 'wx1', appSecret: 'no' } })).rejects.toMatchObject({
      kind: 'config',
      code: 'wechat.40125',
    })
    await expect(lookAt(wechat, { secret: { appId: 'wx2', appSecret: 's1' } })).rejects.toMatchObject({
      kind: 'config',
      code: 'wechat.40013',
    })
    await expect(lookAt(wechat, { secret: { appId: 'wx1' } })).rejects.toMatchObject({ kind: 'config', code: 'credential.no-appSecret' })
    await expect(aLook(wechatAdapter, { base: wechat.base })).rejects.toMatchObject({ kind: 'config', code: 'credential.none' })
  })
})

describe('an account that authorised a third-party platform', () => {
  const component = { appId: 'wxc', token: 'c-token', refreshToken: 'r1' }
  const authorised = { appId: 'wx1', componentAppId: 'wxc', componentAccessToken: 'c-token', refreshToken: 'r1' }
  const look = (wechat: FakeWechat, parts: LookParts = {}) =>
    aLook(wechatComponentAdapter, { secret: authorised, base: wechat.base, at: morning, ...parts })

  test('is looked at in the same way', async () => {
    await using wechat = await aWechat({ component, articles: [article('2026-11-20', '1_1')], expireAfter: 1 })
    const { reading, tokens } = await look(wechat)
    expect(reading.posts).toMatchObject([{ extKey: 'wx:1_1' }])
    expect(tokens).toMatchObject([{ refreshToken: 'r1', until: inTwoHours }, { refreshToken: 'r1' }])
    expect(wechat.of('/cgi-bin/component/api_authorizer_token')[0]?.json).toEqual({
      ...{ component_appid: 'wxc', authorizer_appid: 'wx1', authorizer_refresh_token: 'r1' },
    })
    expect(wechat.of('/cgi-bin/stable_token')).toEqual([])
  })

  test('a token that lasts needs no platform token', async () => {
    await using wechat = await aWechat({ component })
    const [token] = (await look(wechat)).tokens
    if (!token) throw new Error('no token was kept')
    const { componentAccessToken: _, ...without } = authorised
    expect((await look(wechat, { token, secret: without })).tokens).toEqual([])
  })

  test('without the platform token, or with one that has ended, somebody has to act', async () => {
    await using wechat = await aWechat({ component })
    const { componentAccessToken: _, ...without } = authorised
    await expect(look(wechat, { secret: without })).rejects.toMatchObject({ kind: 'auth', message: /第三方平台令牌/ })
    const old = { ...authorised, componentAccessToken: 'old' }
    await expect(look(wechat, { secret: old })).rejects.toMatchObject({
      kind: 'auth',
      code: 'wechat.component-42001',
      message: /第三方平台令牌/,
    })
  })

  test('an authorisation that was taken back is said so', async () => {
    await using wechat = await aWechat({ component })
    await expect(look(wechat, { secret: { ...authorised, refreshToken: 'r0' } })).rejects.toMatchObject({
      kind: 'auth',
      message: /重新扫码授权/,
    })
  })
})
