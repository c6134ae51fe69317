import { describe, expect, test } from 'vitest'
import { wechatAdapter } from '~/domain/activity/sources/wechat/wechat.server'
import { endOf, startOf } from '~/domain/calendar/day'
import { aLook, type LookParts } from '../../support/look'
import { aWechat, type FakeArticle, type FakeWechat } from '../../support/platforms/wechat'

const secret = { appId: 'wx1', appSecret: 's1' }
const morning = new Date('2026-11-22T02:00:00Z')
const lookAt = (wechat: FakeWechat, parts: LookParts = {}) => aLook(wechatAdapter, { secret, base: wechat.base, at: morning, ...parts })

const comments = '/cgi-bin/comment/list'
const daysAsked = (wechat: FakeWechat) => wechat.of('/datacube/getarticletotaldetail').map(({ json }) => json.begin_date)
const article = (day: string, msgid: string): FakeArticle => ({ day, msgid })

describe('one day that is refused again and again', () => {
  const week = [article('2026-11-19', '1_1'), article('2026-11-20', '2_1'), article('2026-11-21', '3_1')]
  const followers = { '2026-11-21': 9 }

  test.each([
    ['a range it does not like', 61501, 'config', 'wechat.61501'],
    ['a code nobody knows', 47501, 'parse', 'wechat.47501'],
    ['a page', 'html', 'parse', 'interface.html'],
  ] as const)('%s: the later days, followers and comments are read all the same', async (_name, refusal, kind, code) => {
    const refuseDays = { '2026-11-19': refusal }
    await using wechat = await aWechat({ articles: week, refuseDays, followers })
    const { reading } = await lookAt(wechat)
    expect(reading.posts.map(({ extKey }) => extKey)).toEqual(['wx:2_1', 'wx:3_1'])
    expect(reading.problem).toMatchObject({ kind, code })
    expect(reading.days?.at(-1)).toMatchObject({ day: '2026-11-21', followers: 9 })
    expect(wechat.of(comments)).toHaveLength(2)
    expect(reading.notes.join()).toContain('2026-11-19 的文章没有读出')
  })

  test('stands by its number of articles alone, and is asked for again', async () => {
    await using wechat = await aWechat({ articles: week, refuseDays: { '2026-11-19': 61501 } })
    const { reading } = await lookAt(wechat)
    expect(reading.counts).toMatchObject([{ from: startOf('2026-11-19'), until: endOf('2026-11-19'), posts: 1 }])
    expect(reading.memory).toEqual({ fetched: ['2026-11-20', '2026-11-21'] })
    const later = { at: new Date('2026-12-01T02:00:00Z'), source: { memory: reading.memory } }
    await using again = await aWechat({ articles: week, today: '2026-12-01' })
    expect((await lookAt(again, later)).reading.posts).toMatchObject([{ extKey: 'wx:1_1' }])
  })

  test('where its number of articles is not final either, nothing is claimed of it', async () => {
    await using wechat = await aWechat({ articles: week, refuseDays: { '2026-11-21': 61501 }, delayDays: ['2026-11-21'] })
    const { reading } = await lookAt(wechat)
    expect(reading).toMatchObject({
      covers: [{ until: endOf('2026-11-20') }],
      counts: [],
      memory: { fetched: ['2026-11-19', '2026-11-20'] },
    })
  })

  test.each([
    ['calls used up', 45009, 'quota'],
    ['a busy system', -1, 'network'],
    ['a right that was taken', 48001, 'permission'],
    ['an address that is not on the white list', 40164, 'config'],
  ] as const)('but %s ends the look, and outweighs the day', async (_name, refusal, kind) => {
    await using wechat = await aWechat({ articles: week, refuseDays: { '2026-11-19': 61501, '2026-11-20': refusal }, followers })
    const { reading } = await lookAt(wechat)
    expect(reading).toMatchObject({ posts: [], problem: { kind, code: `wechat.${refusal}` }, counts: { length: 3 } })
    expect(daysAsked(wechat)).toEqual(['2026-11-19', '2026-11-20'])
    expect(wechat.of('/datacube/getusercumulate')).toEqual([])
  })

  test('followers that cannot be read do not keep comments from being read', async () => {
    await using wechat = await aWechat({ articles: week, refuse: { getusercumulate: 'html' } })
    const { reading } = await lookAt(wechat)
    expect(reading.problem).toMatchObject({ kind: 'parse', code: 'interface.html' })
    expect(wechat.of(comments)).toHaveLength(3)
  })
})
