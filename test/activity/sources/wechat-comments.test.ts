import { expect, test } from 'vitest'
import { wechatAdapter } from '~/domain/activity/sources/wechat/wechat.server'
import { aLook, type LookParts } from '../../support/look'
import { aWechat, type FakeArticle, type FakeWechat } from '../../support/platforms/wechat'

const secret = { appId: 'wx1', appSecret: 's1' }
const morning = new Date('2026-11-22T02:00:00Z')
const lookAt = (wechat: FakeWechat, parts: LookParts = {}) => aLook(wechatAdapter, { secret, base: wechat.base, at: morning, ...parts })
const comments = '/cgi-bin/comment/list'
const article = (day: string, msgid: string, more: Partial<FakeArticle> = {}): FakeArticle => ({ day, msgid, ...more })

const seconds = (text: string) => Date.parse(text) / 1000

test('comments are timed, under the right article of a message, and neither words nor readers are taken', async () => {
  const asked = seconds('2026-11-20T02:00:00Z')
  await using wechat = await aWechat({
    articles: [
      article('2026-11-20', '12003_1', { totals: [{ stat_date: '2026-11-20', comment_count: 0 }] }),
      article('2026-11-20', '12003_3', {
        comments: [
          { id: 7, at: asked, answeredAt: asked + 3_600 },
          { id: '8', at: asked },
        ],
      }),
    ],
  })
  const { reading } = await lookAt(wechat)
  expect(wechat.of(comments).map(({ json }) => json)).toEqual([{ msg_data_id: 12_003, index: 2, begin: 0, count: 49, type: 0 }])
  expect(reading.interactions).toEqual([
    { extKey: 'wx:12003_3:7', postKey: 'wx:12003_3', askedAt: new Date(asked * 1000), repliedAt: new Date((asked + 3_600) * 1000) },
    { extKey: 'wx:12003_3:8', postKey: 'wx:12003_3', askedAt: new Date(asked * 1000), repliedAt: null },
  ])
  expect(JSON.stringify(reading)).not.toMatch(/不该看到|openid|收到/)
})

test('comments are read to the end, of ten articles at most, the newest first', async () => {
  const many = Array.from({ length: 60 }, (_, i) => ({ id: i + 1, at: seconds('2026-11-21T01:00:00Z') + i }))
  const older = Array.from({ length: 12 }, (_, i) => article('2026-11-16', `${200 + i}_1`))
  await using wechat = await aWechat({
    articles: [...older, article('2026-11-21', '300_1', { comments: many }), article('2026-11-10', '100_1')],
  })
  const { reading } = await lookAt(wechat)
  expect(reading.interactions).toHaveLength(60)
  expect(
    wechat
      .of(comments)
      .map(({ json }) => [json.msg_data_id, json.begin])
      .slice(0, 3),
  ).toEqual([
    [300, 0],
    [300, 49],
    [200, 0],
  ])
  expect(new Set(wechat.of(comments).map(({ json }) => json.msg_data_id)).size).toBe(10)
})

test('an answer without its time is not taken for silence', async () => {
  const at = seconds('2026-11-20T02:00:00Z')
  const odd = [
    { id: 1, at, reply: { content: '好的' } },
    { id: 2, at, reply: {} },
  ]
  await using wechat = await aWechat({ articles: [article('2026-11-20', '1_1', { comments: odd })] })
  expect((await lookAt(wechat)).reading.interactions).toMatchObject([{ extKey: 'wx:1_1:2', repliedAt: null }])
})

test.each([48001, 88000])('an account without the right to read them (%i) is only noted', async (errcode) => {
  await using wechat = await aWechat({ articles: [article('2026-11-20', '1_1')], refuse: { 'comment/list': errcode } })
  const { reading } = await lookAt(wechat)
  expect(reading).toMatchObject({ problem: null, interactions: [] })
  expect(reading.notes.join()).toContain('没有读取留言')
})

test('an article that is gone does not keep the others from being read', async () => {
  await using wechat = await aWechat({
    articles: [article('2026-11-20', '1_1'), article('2026-11-21', '2_1')],
    refuse: { 'comment/list': 88001 },
  })
  const { reading } = await lookAt(wechat)
  expect(reading).toMatchObject({ problem: null, notes: [] })
  expect(wechat.of(comments)).toHaveLength(2)
})

test('an article whose comments cannot be read does not keep those of the others; calls used up do', async () => {
  const articles = [article('2026-11-20', '1_1'), article('2026-11-21', '2_1')]
  await using wechat = await aWechat({ articles, refuse: { 'comment/list': 47501 } })
  expect((await lookAt(wechat)).reading).toMatchObject({ problem: { kind: 'parse', code: 'wechat.47501' }, interactions: [] })
  expect(wechat.of(comments)).toHaveLength(2)
  await using full = await aWechat({ articles, refuse: { 'comment/list': 45009 } })
  expect((await lookAt(full)).reading.problem).toMatchObject({ kind: 'quota' })
  expect(full.of(comments)).toHaveLength(1)
})
