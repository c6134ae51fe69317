import { describe, expect, test } from 'vitest'
import { wechatAdapter } from '~/domain/activity/sources/wechat/wechat.server'
import { addDays, endOf, startOf } from '~/domain/calendar/day'
import { aLook, type LookParts } from '../../support/look'
import { aWechat, type FakeArticle, type FakeWechat } from '../../support/platforms/wechat'

const secret = { appId: 'wx1', appSecret: 's1' }
const morning = new Date('2026-11-22T02:00:00Z')
const lookAt = (wechat: FakeWechat, parts: LookParts = {}) => aLook(wechatAdapter, { secret, base: wechat.base, at: morning, ...parts })
const inHours = (hours: number) => new Date(morning.getTime() + hours * 3_600_000)

const bizsummary = '/datacube/getbizsummary'
const articles = '/datacube/getarticletotaldetail'
const comments = '/cgi-bin/comment/list'
const daysAsked = (wechat: FakeWechat) => wechat.of(articles).map(({ json }) => json.begin_date)

const article = (day: string, msgid: string, more: Partial<FakeArticle> = {}): FakeArticle => ({ day, msgid, ...more })

describe('one look', () => {
  test('brings articles with their totals by day, the account by day, followers and nothing from beyond yesterday', async () => {
    const totals = [
      { stat_date: '2026-11-21', read_user: 30, like_user: 4, comment_count: 2, share_user: 3, collection_user: 1, zaikan_user: 9 },
      { stat_date: '2026-11-20', read_user: 12, like_user: 1, comment_count: 0, share_user: 1, collection_user: 0 },
    ]
    await using wechat = await aWechat({
      articles: [article('2026-11-20', '2247490098_1', { title: '关于开展冬季防火的通知', totals })],
      followers: { '2026-11-20': 1_000, '2026-11-21': '1002' },
    })
    const { reading, tokens } = await lookAt(wechat)
    expect(reading.posts).toEqual([
      {
        ...{ extKey: 'wx:2247490098_1', title: '关于开展冬季防火的通知', url: 'https://mp.weixin.qq.com/s?mid=2247490098&idx=1' },
        ...{ publishedAt: startOf('2026-11-20'), publishedFrom: 'day' },
        ...{ reads: 30, likes: 4, comments: 2, shares: 3, favorites: 1 },
      },
    ])
    expect(reading.readings).toEqual([
      { extKey: 'wx:2247490098_1', day: '2026-11-20', reads: 12, likes: 1, comments: 0, shares: 1, favorites: 0 },
      { extKey: 'wx:2247490098_1', day: '2026-11-21', reads: 30, likes: 4, comments: 2, shares: 3, favorites: 1 },
    ])
    expect(reading.days).toHaveLength(30)
    expect(reading.days?.slice(-2)).toMatchObject([
      { day: '2026-11-20', posts: 1, reads: 10, shares: 2, likes: 3, comments: 1, provisional: false, followers: 1_000 },
      { day: '2026-11-21', posts: 0, followers: 1_002 },
    ])
    expect(reading).toMatchObject({ covers: [{ from: startOf('2026-10-23'), until: endOf('2026-11-21') }], counts: [], problem: null })
    expect(reading.memory).toEqual({ fetched: ['2026-11-20'] })
    expect(tokens).toEqual([{ accessToken: wechat.tokens[0], until: inHours(2) }])
    expect(wechat.tokens[0]?.length).toBeGreaterThan(500)
  })

  test('asks a day at a time, oldest first: the last week, the fourteenth and thirtieth day back, and what it never fetched', async () => {
    const days = ['2026-10-23', '2026-10-30', '2026-11-05', '2026-11-08', '2026-11-12', '2026-11-15', '2026-11-21']
    await using wechat = await aWechat({ articles: days.map((day, i) => article(day, `${100 + i}_1`)) })
    const { reading } = await lookAt(wechat, { source: { memory: { fetched: days.filter((day) => day !== '2026-11-05') } } })
    expect(daysAsked(wechat)).toEqual(['2026-10-23', '2026-11-05', '2026-11-08', '2026-11-15', '2026-11-21'])
    expect(reading.memory).toEqual({ fetched: days })
    expect(reading.counts).toEqual([])
  })

  test('before eight in the morning yesterday is not asked for', async () => {
    await using wechat = await aWechat({ articles: [article('2026-11-21', '1_1')] })
    const { reading } = await lookAt(wechat, { at: new Date('2026-11-21T23:59:59Z') })
    expect(wechat.of(bizsummary)[0]?.json).toEqual({ begin_date: '2026-10-22', end_date: '2026-11-20' })
    expect(reading.covers).toEqual([{ from: startOf('2026-10-22'), until: endOf('2026-11-20') }])
    const later = await lookAt(wechat, { at: new Date('2026-11-22T00:00:00Z') })
    expect(later.reading.covers).toEqual([{ from: startOf('2026-10-23'), until: endOf('2026-11-21') }])
  })

  test('never asks for the list of published drafts, which does not show what was sent to all readers', async () => {
    await using wechat = await aWechat({ articles: [article('2026-11-20', '1_1')] })
    await lookAt(wechat)
    expect(wechat.asked.filter(({ path }) => path.includes('freepublish'))).toEqual([])
  })
})

describe('what is proven', () => {
  test('a day the summary does not list is unknown, never empty', async () => {
    await using wechat = await aWechat({ unknownDays: ['2026-11-03', '2026-11-04'] })
    const { reading } = await lookAt(wechat)
    expect(reading.covers).toEqual([
      { from: startOf('2026-10-23'), until: endOf('2026-11-02') },
      { from: startOf('2026-11-05'), until: endOf('2026-11-21') },
    ])
    expect(reading.days?.some(({ day }) => day === '2026-11-03')).toBe(false)
  })

  test('figures that are not final stay provisional and prove nothing', async () => {
    await using wechat = await aWechat({
      articles: [article('2026-11-20', '1_1'), article('2026-11-21', '2_1')],
      delayDays: ['2026-11-21'],
    })
    const { reading } = await lookAt(wechat)
    expect(reading.covers).toEqual([{ from: startOf('2026-10-23'), until: endOf('2026-11-20') }])
    expect(reading.days?.flatMap(({ day, provisional }) => (provisional ? [day] : []))).toEqual(['2026-11-21'])
    expect(reading).toMatchObject({ posts: { length: 2 }, counts: [], problem: null, memory: { fetched: ['2026-11-20'] } })
    expect(reading.notes.join()).toContain('1 天的数据尚未算完')
    await using later = await aWechat({ articles: [article('2026-11-20', '1_1')], delayDays: ['2026-11-05'] })
    const all = (await lookAt(later)).reading
    expect(all).toMatchObject({ covers: null, counts: [], posts: { length: 1 }, memory: { fetched: ['2026-11-20'] } })
    expect(all.days?.every(({ provisional }) => provisional)).toBe(true)
  })

  test('an empty summary proves nothing', async () => {
    const month = Array.from({ length: 30 }, (_, i) => addDays('2026-11-21', -i))
    await using wechat = await aWechat({ unknownDays: month })
    const { reading } = await lookAt(wechat)
    expect(reading).toMatchObject({ posts: [], covers: null, days: [] })
    expect(reading.notes.join()).toContain('不能据此认定没有更新')
  })

  test('articles that are not listed one by one are counted on their day', async () => {
    await using wechat = await aWechat({ unlisted: { '2026-11-18': 3 } })
    const { reading } = await lookAt(wechat)
    const [from, until] = [startOf('2026-11-18'), endOf('2026-11-18')]
    expect(reading.counts).toEqual([{ from, until, posts: 3, lastPostAt: new Date(until.getTime() - 1) }])
    expect(reading).toMatchObject({ covers: [{ until: endOf('2026-11-21') }], memory: { fetched: [] } })
  })
})

describe('refusals', () => {
  const nextMorning = new Date('2026-11-23T00:30:00Z')
  test.each([
    ['an address that is not on the white list', 40164, 'config', null, /请在公众号后台把本机出口IP加入白名单/],
    ['calls used up', 45009, 'quota', nextMorning, /明天上午会自动继续/],
    ['no right', 48001, 'permission', null, /接口权限/],
    ['a date it does not like', 61500, 'config', null, /日期的写法/],
    ['a range it does not like', 61501, 'config', null, /日期的范围/],
    ['figures that are not there yet', 61503, 'notReady', inHours(2), /尚未算好/],
    ['a busy system', -1, 'network', null, /繁忙/],
    ['a code nobody knows', 47501, 'parse', null, /^对方返回了未知的错误代码 47501，没有采用。请联系系统管理员。$/],
  ] as const)('%s', async (_name, errcode, kind, retryAt, sentence) => {
    await using wechat = await aWechat({ refuse: { getbizsummary: errcode } })
    await expect(lookAt(wechat)).rejects.toMatchObject({
      kind,
      code: `wechat.${errcode}`,
      retryAt,
      message: expect.stringMatching(sentence),
    })
  })

  test('a login page instead of data', async () => {
    await using wechat = await aWechat({ refuse: { getbizsummary: 'html' } })
    await expect(lookAt(wechat)).rejects.toMatchObject({ kind: 'parse', code: 'interface.html' })
  })

  test('a server that cannot be reached', async () => {
    await expect(aLook(wechatAdapter, { secret })).rejects.toMatchObject({ name: 'FetchError', kind: 'network' })
  })

  test('calls used up in the middle: what was read stands, the days left over are counted', async () => {
    await using wechat = await aWechat({
      articles: [article('2026-11-19', '1_1'), article('2026-11-20', '2_1'), article('2026-11-21', '3_1')],
      quotaAfter: 2,
    })
    const { reading } = await lookAt(wechat)
    expect(reading.problem).toMatchObject({ kind: 'quota', retryAt: nextMorning })
    expect(reading.posts.map(({ extKey }) => extKey)).toEqual(['wx:1_1'])
    expect(reading.counts?.map(({ from }) => from)).toEqual([startOf('2026-11-20'), startOf('2026-11-21')])
    expect(reading.covers).toEqual([{ from: startOf('2026-10-23'), until: endOf('2026-11-21') }])
    expect(wechat.of(comments)).toEqual([])
  })

  test('our own count of the calls stops before theirs', async () => {
    await using wechat = await aWechat()
    await expect(lookAt(wechat, { used: { getbizsummary: 10_000 } })).rejects.toMatchObject({ kind: 'quota' })
    expect(wechat.of(bizsummary)).toEqual([])
  })

  test('articles not ready yet, or refused, leave the account by day and its followers', async () => {
    await using late = await aWechat({
      articles: [article('2026-11-20', '1_1')],
      refuse: { getarticletotaldetail: 61503 },
      followers: { '2026-11-21': 9 },
    })
    const { reading } = await lookAt(late)
    expect(reading).toMatchObject({ posts: [], problem: { kind: 'notReady', retryAt: inHours(2) }, counts: [{ posts: 1 }] })
    expect(reading.days?.at(-1)).toMatchObject({ followers: 9 })
    await using refused = await aWechat({ articles: [article('2026-11-20', '1_1')], refuse: { getarticletotaldetail: 61501 } })
    expect((await lookAt(refused)).reading).toMatchObject({
      posts: [],
      problem: { kind: 'config', code: 'wechat.61501' },
      counts: [{ posts: 1 }],
    })
  })

  test('an account without the right to see its followers is only noted', async () => {
    await using wechat = await aWechat({ refuse: { getusercumulate: 48001 } })
    const { reading } = await lookAt(wechat)
    expect(reading.problem).toBeNull()
    expect(reading.notes.join()).toContain('没有读取粉丝数')
  })

  test('the server itself refuses a range of days, dashes where there are none, and fifty comments', async () => {
    await using wechat = await aWechat()
    const token = (await lookAt(wechat)).tokens[0]?.accessToken
    const ask = async (path: string, json: unknown) =>
      (await fetch(`${wechat.base}${path}?access_token=${token}`, { method: 'POST', body: JSON.stringify(json) })).json()
    expect(await ask(articles, { begin_date: '2026-11-20', end_date: '2026-11-21' })).toMatchObject({ errcode: 61501 })
    expect(await ask(articles, { begin_date: '20261120', end_date: '20261120' })).toMatchObject({ errcode: 61500 })
    expect(await ask(bizsummary, { begin_date: '2026-10-22', end_date: '2026-11-21' })).toMatchObject({ errcode: 61501 })
    expect(await ask(bizsummary, { begin_date: '2026-11-22', end_date: '2026-11-22' })).toMatchObject({ errcode: 61501 })
    expect(await ask(comments, { msg_data_id: 1, index: 0, begin: 0, count: 50 })).toMatchObject({ errcode: 88010 })
  })
})

describe('odd data', () => {
  test('a count that is missing or no count stays unknown', async () => {
    const totals = [
      { stat_date: '2026-11-20', read_user: '31', like_user: null, comment_count: -1, share_user: '很多', collection_user: 1e12 },
    ]
    await using wechat = await aWechat({ articles: [article('2026-11-20', '1_1', { totals })] })
    const { reading } = await lookAt(wechat)
    expect(reading.readings).toEqual([{ extKey: 'wx:1_1', day: '2026-11-20', reads: 31 }])
    expect(reading.posts[0]).toMatchObject({ reads: 31 })
    expect(reading.posts[0]?.likes).toBeUndefined()
  })

  test('an article without totals is still a post; one without a proper number is skipped', async () => {
    await using wechat = await aWechat({
      articles: [article('2026-11-20', '1_1', { totals: [], url: 'javascript:alert(1)' }), article('2026-11-20', '草稿')],
    })
    const { reading } = await lookAt(wechat)
    expect(reading).toMatchObject({ posts: [{ extKey: 'wx:1_1', url: null }], readings: [], skipped: 1, counts: [] })
    expect(reading.notes.join()).toContain('1 篇文章的数据残缺')
  })

  test('ten thousand articles in a day; more than may be read in one answer leave the day counted', async () => {
    const many = (totals?: Record<string, unknown>[]) =>
      Array.from({ length: 10_000 }, (_, i) =>
        article('2026-11-20', `${i + 1}_1`, { title: '办事指南', url: 'https://mp.weixin.qq.com/s', totals }),
      )
    await using wechat = await aWechat({ articles: many([]) })
    expect((await lookAt(wechat)).reading).toMatchObject({ posts: { length: 10_000 }, problem: null })
    await using larger = await aWechat({ articles: many() })
    const { reading } = await lookAt(larger)
    expect(reading).toMatchObject({ posts: [], problem: { code: 'fetch.too-large' }, counts: [{ posts: 10_000 }] })
  })

  test('what the adapter left behind may be anything', async () => {
    await using wechat = await aWechat({ articles: [article('2026-11-05', '1_1')] })
    for (const memory of [undefined, 7, { fetched: 'all' }]) await lookAt(wechat, { source: { memory } })
    expect(daysAsked(wechat)).toEqual(['2026-11-05', '2026-11-05', '2026-11-05'])
  })
})
