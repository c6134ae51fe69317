import { describe, expect, test } from 'vitest'
import { addManualPost } from '~/domain/activity/add-manual-post.server'
import { checkActivityFile, importActivity } from '~/domain/activity/import-activity-sheet.server'
import { listPosts, listSources } from '~/domain/activity/read.server'
import { startOf } from '~/domain/calendar/day'
import { createUnits } from '~/domain/unit/create.server'
import { loadUnitWorld } from '~/domain/unit/read.server'
import { resolveUnits } from '~/domain/unit/resolve'
import { openFiles } from '~/infra/files.server'
import { anAccount, aPost, aSource } from '../support/registry'
import { aWorld, today, type World } from '../support/world'

const summary = '平台,账号名称,主办单位,覆盖起,覆盖止,发布数,最后发布时间'
const list = '平台,账号名称,平台账号ID,主办单位,标题,链接,发布时间,是否原创,阅读数,点赞数,评论数,转发数'
const sheet = (header: string, ...rows: string[]) => ({ name: '活动表.csv', bytes: new TextEncoder().encode([header, ...rows].join('\n')) })

/** 甘南州教育局 with 甘南教育 on weibo. */
async function aRegistry(world: World) {
  const name = '甘南州教育局'
  const unitId = await world.ctx().bulk('ledger.import', async (client) => {
    const { answers, create } = resolveUnits([{ name }], await loadUnitWorld(client, { names: [name], home: null }))
    const units = await createUnits(client, create)
    const ref = answers[0]?.kind === 'new' ? answers[0].ref : ''
    return { subject: { type: 'test' }, result: units.get(ref)?.id ?? '' }
  })
  const account = await anAccount(world, { unitId, name: '甘南教育' })
  return { unitId, account }
}

const stored = async (world: World) => ({
  statements: await world.database.db.activityStatement.findMany({ orderBy: { id: 'asc' } }),
  coverage: await world.database.db.coverage.findMany({ orderBy: { coveredFrom: 'asc' } }),
  posts: await world.database.db.post.findMany({ orderBy: { id: 'asc' } }),
  sources: await world.database.db.source.findMany(),
})

describe('a summary sheet', () => {
  test('becomes statements with coverage of whole days; the same sheet twice changes nothing', async () => {
    await using world = await aWorld()
    const { account } = await aRegistry(world)
    const file = sheet(
      summary,
      '微博,甘南教育,甘南州教育局,2026-07-01,2026-09-30,１２,2026-09-28 17:30',
      '新浪微博,甘南教育,甘南州教育局,2026/10/1,2026年10月31日,0,',
    )
    const dry = await checkActivityFile(world.ctx(), file)
    expect(dry).toMatchObject({
      rows: 2,
      accepted: 2,
      rejected: 0,
      created: 0,
      updated: 0,
      unchanged: 0,
      units: [],
      problems: [],
      notes: [],
    })
    expect((await stored(world)).statements).toEqual([])

    expect(await importActivity(world.ctx(), file)).toMatchObject({ rows: 2, accepted: 2, updated: 1, unchanged: 0 })
    const first = await stored(world)
    expect(first.posts).toEqual([])
    expect(first.sources).toMatchObject([{ accountId: account.id, kind: 'SHEET', seesAllPosts: true, url: null }])
    expect(first.statements).toMatchObject([
      { coveredFrom: startOf('2026-07-01'), coveredUntil: startOf('2026-10-01'), posts: 12, lastPostAt: new Date('2026-09-28T09:30:00Z') },
      { coveredFrom: startOf('2026-10-01'), coveredUntil: startOf('2026-11-01'), posts: 0, lastPostAt: null },
    ])
    expect(first.coverage).toMatchObject([{ coveredFrom: startOf('2026-07-01'), coveredUntil: startOf('2026-11-01') }])

    expect(await importActivity(world.ctx({ now: new Date(today.getTime() + 86_400_000) }), file)).toMatchObject({
      updated: 0,
      unchanged: 1,
    })
    expect(await stored(world)).toEqual(first)
    expect(await world.auditTrail()).toEqual(['ledger.import', 'activity.import', 'activity.import'])
  })

  test('a corrected row replaces what it said of the same days; overlapping days are one stretch, a gap stays', async () => {
    await using world = await aWorld()
    await aRegistry(world)
    const row = (from: string, to: string, rest: string) => `微博,甘南教育,甘南州教育局,${from},${to},${rest}`
    await importActivity(
      world.ctx(),
      sheet(summary, row('2026-07-01', '2026-07-31', '0,'), row('2026-07-15', '2026-08-15', '0,'), row('2026-10-01', '2026-10-31', '0,')),
    )
    await importActivity(world.ctx(), sheet(summary, row('2026-07-01', '2026-07-31', '3,2026-07-04')))
    const { statements, coverage } = await stored(world)
    expect(statements.map((statement) => statement.posts)).toEqual([3, 0, 0])
    expect(coverage).toMatchObject([
      { coveredFrom: startOf('2026-07-01'), coveredUntil: startOf('2026-08-16') },
      { coveredFrom: startOf('2026-10-01'), coveredUntil: startOf('2026-11-01') },
    ])
  })

  test('today is covered only as far as it has gone', async () => {
    await using world = await aWorld()
    await aRegistry(world)
    await importActivity(world.ctx(), sheet(summary, '微博,甘南教育,甘南州教育局,2026-11-01,2026-11-22,0,'))
    expect((await stored(world)).coverage).toMatchObject([{ coveredUntil: today }])
  })

  test('a post seen after the last one stated makes the row doubtful, in a note', async () => {
    await using world = await aWorld()
    const { account } = await aRegistry(world)
    await aPost(world, await aSource(world, account.id, { kind: 'MANUAL', seesAllPosts: false }), '2026-09-20')
    const row = (last: string) => sheet(summary, `微博,甘南教育,甘南州教育局,2026-07-01,2026-09-30,5,${last}`)
    expect((await checkActivityFile(world.ctx(), row('2026-09-20'))).notes).toEqual([])
    expect(await checkActivityFile(world.ctx(), row('2026-08-01'))).toMatchObject({
      accepted: 1,
      notes: [{ row: 2, column: '最后发布时间', code: 'statement.doubted', message: expect.stringContaining('2026-09-20') }],
    })
  })

  test('what cannot be is rejected at its cell, and nothing is written', async () => {
    const bad = [
      ['微博,甘南教育,甘南州教育局,2026-07-01,2026-09-30,5,2026-10-01', '最后发布时间', 'lastPostAt.outside'],
      ['微博,甘南教育,甘南州教育局,2026-07-01,2026-09-30,0,2026-06-01', '最后发布时间', 'lastPostAt.outside'],
      ['微博,甘南教育,甘南州教育局,2026-07-01,2026-09-30,5,', '最后发布时间', 'lastPostAt.missing'],
      ['微博,甘南教育,甘南州教育局,2026-07-01,2026-09-30,0,2026-08-01', '发布数', 'posts.contradiction'],
      ['微博,甘南教育,甘南州教育局,2026-07-01,2026-09-30,许多,2026-08-01', '发布数', 'count.unreadable'],
      ['微博,甘南教育,甘南州教育局,2026-07-01,2026-09-30,,', '发布数', 'posts.missing'],
      ['微博,甘南教育,甘南州教育局,2026-09-30,2026-07-01,0,', '覆盖止', 'coverage.reversed'],
      ['微博,甘南教育,甘南州教育局,2026-07-01,2026-12-31,0,', '覆盖止', 'coverage.future'],
      ['微博,甘南教育,甘南州教育局,上半年,2026-09-30,0,', '覆盖起', 'date.unreadable'],
      ['脸书,甘南教育,甘南州教育局,2026-07-01,2026-09-30,0,', '平台', 'platform.unknown'],
      ['微博,甘南体育,甘南州教育局,2026-07-01,2026-09-30,0,', '账号名称', 'account.unknown'],
      ['微博,甘南教育,甘南州财政局,2026-07-01,2026-09-30,0,', '主办单位', 'unit.unknown'],
      ['微博,,甘南州教育局,2026-07-01,2026-09-30,0,', '账号名称', 'name.missing'],
      ['微博,=A1,甘南州教育局,2026-07-01,2026-09-30,0,', '账号名称', 'cell.formula'],
    ]
    await using world = await aWorld()
    await aRegistry(world)
    const good = '微博,甘南教育,甘南州教育局,2026-01-01,2026-01-31,0,'
    const report = await importActivity(world.ctx(), sheet(summary, good, ...bad.map(([row]) => row ?? '')))
    expect(report).toMatchObject({ rows: bad.length + 1, accepted: 1, rejected: bad.length, updated: 0, unchanged: 0 })
    expect(report.problems.map(({ row, column, code }) => [row, column, code])).toEqual(
      bad.map(([, column, code], n) => [n + 3, column, code]),
    )
    expect((await stored(world)).statements).toEqual([])
  })

  test('the valid rows alone, if asked for; the same days twice are told', async () => {
    await using world = await aWorld()
    await aRegistry(world)
    const row = '微博,甘南教育,甘南州教育局,2026-01-01,2026-01-31,0,'
    const file = sheet(`甘南州政务新媒体更新情况\n${summary}`, row, row, '备注：以上为全年数据')
    expect(await importActivity(world.ctx(), file, { acceptValid: true })).toMatchObject({
      rows: 2,
      accepted: 1,
      rejected: 1,
      updated: 1,
      problems: [{ row: 4, code: 'row.duplicate', message: expect.stringContaining('第 3 行') }],
    })
    expect((await stored(world)).statements).toHaveLength(1)
  })

  test('outside one’s units nothing is taken', async () => {
    await using world = await aWorld()
    const { unitId } = await aRegistry(world)
    const file = sheet(summary, '微博,甘南教育,甘南州教育局,2026-01-01,2026-01-31,0,')
    const elsewhere = world.ctx({ scope: { path: `/${unitId}/` } })
    expect((await importActivity(elsewhere, file)).problems).toMatchObject([{ code: 'unit.outside' }])
  })

  test('without its columns it is refused as a whole, with what is missing', async () => {
    await using world = await aWorld()
    for (const [text, code] of [
      ['平台,主办单位,覆盖起,覆盖止,发布数\n微博,a,b,c,1', 'header.column-missing'],
      ['平台,账号名称,主办单位\n微博,a,b', 'header.kind'],
      ['甲,乙,丙\n1,2,3', 'header.missing'],
      [summary, 'sheet.no-rows'],
    ] as const) {
      const report = await checkActivityFile(world.ctx(), { name: 'a.csv', bytes: new TextEncoder().encode(text) })
      expect(report, text).toMatchObject({ rows: 0, problems: [{ code }] })
    }
    const bytes = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Array(600).fill(0)])
    expect(await checkActivityFile(world.ctx(), { name: 'a.xlsx', bytes })).toMatchObject({
      rows: 0,
      problems: [{ row: null, code: expect.stringMatching(/^file\./) }],
    })
  })
})

describe('a list of posts', () => {
  const rows = [
    '微博,甘南教育,,甘南州教育局,开学通知,https://weibo.com/1/A?utm_source=x,2026-09-01 08:00,是,1.2万,30,5,',
    '微博,甘南教育,,甘南州教育局,转发,https://weibo.com/1/B,46266.5,否,,,,',
  ]

  test('becomes posts that prove no silence; twice changes nothing; new counters are taken', async () => {
    await using world = await aWorld()
    await aRegistry(world)
    expect(await importActivity(world.ctx(), sheet(list, ...rows))).toMatchObject({ rows: 2, accepted: 2, updated: 1, problems: [] })
    const first = await stored(world)
    expect(first.posts).toMatchObject([
      {
        extKey: 'https://weibo.com/1/A',
        publishedAt: new Date('2026-09-01T00:00:00Z'),
        activeAt: new Date('2026-09-01T00:00:00Z'),
        isOriginal: true,
        reads: 12_000,
        likes: 30,
        comments: 5,
        shares: null,
      },
      {
        extKey: 'https://weibo.com/1/B',
        publishedAt: new Date('2026-09-01T04:00:00Z'),
        publishedFrom: 'sheet',
        isOriginal: false,
        reads: null,
      },
    ])
    expect(first).toMatchObject({ coverage: [], statements: [] })
    expect(await importActivity(world.ctx(), sheet(list, ...rows))).toMatchObject({ updated: 0, unchanged: 1 })
    expect(await stored(world)).toEqual(first)
    await importActivity(world.ctx(), sheet(list, rows[0]?.replace('1.2万', '15000') ?? ''))
    expect((await stored(world)).posts[0]).toMatchObject({ reads: 15_000, isOriginal: true })
  })

  test('what cannot be is rejected at its cell', async () => {
    const bad = [
      ['微博,甘南教育,,甘南州教育局,甲,,2027-01-01,,,,,', '发布时间', 'date.future'],
      ['微博,甘南教育,,甘南州教育局,甲,,,,,,,', '发布时间', 'publishedAt.missing'],
      ['微博,甘南教育,,甘南州教育局,甲,,昨天,,,,,', '发布时间', 'date.unreadable'],
      ['微博,甘南教育,,甘南州教育局,,,2026-09-01,,,,,', '标题', 'post.empty'],
      ['微博,甘南教育,,甘南州教育局,甲,见附件,2026-09-01,,,,,', '链接', 'url.invalid'],
      ['微博,,u-77,甘南州教育局,甲,,2026-09-01,,,,,', '平台账号ID', 'account.unknown'],
    ]
    await using world = await aWorld()
    await aRegistry(world)
    const { problems } = await checkActivityFile(world.ctx(), sheet(list, ...bad.map(([row]) => row ?? '')))
    expect(problems.map(({ row, column, code }) => [row, column, code])).toEqual(bad.map(([, column, code], n) => [n + 2, column, code]))
  })
})

/** Nothing here has a screenshot. */
const noFiles = openFiles('/nowhere')

describe('what people see', () => {
  test('a manual entry defeats silence, is entered once, and never lies ahead', async () => {
    await using world = await aWorld()
    const { account } = await aRegistry(world)
    const input = {
      accountId: account.id,
      url: 'https://weibo.com/1/C',
      title: '手机截图可见',
      publishedAt: new Date('2026-11-20T02:00:00Z'),
    }
    await addManualPost(world.ctx(), noFiles, input)
    await expect(addManualPost(world.ctx(), noFiles, input)).rejects.toMatchObject({ code: 'post.exists' })
    await expect(
      addManualPost(world.ctx(), noFiles, { ...input, url: 'https://weibo.com/1/D', publishedAt: new Date('2026-12-01') }),
    ).rejects.toMatchObject({ code: 'date.future' })
    await expect(addManualPost(world.ctx({ scope: { path: '/elsewhere/' } }), noFiles, input)).rejects.toMatchObject({ code: 'not-found' })
    expect(await listSources(world.ctx(), { accountId: account.id })).toMatchObject([
      { kind: 'MANUAL', seesAllPosts: false, covered: null },
    ])
  })

  test('posts come page by page, newest first, those without a time last', async () => {
    await using world = await aWorld()
    const { account } = await aRegistry(world)
    const source = await aSource(world, account.id)
    for (const day of ['2026-11-01', '2026-11-03', '2026-11-03', '2026-11-02']) await aPost(world, source, day)
    await world.database.db.post.create({
      data: { accountId: account.id, sourceId: source.id, extKey: 'undated', firstSeenAt: today, lastSeenAt: today },
    })
    const seen: (string | null)[] = []
    for (let after: string | null = null, more = true; more; more = after !== null) {
      const page = await listPosts(world.ctx(), { accountId: account.id, after, size: 2 })
      seen.push(...page.rows.map((post) => post.publishedAt?.toISOString().slice(8, 10) ?? null))
      after = page.next
    }
    expect(seen).toEqual(['03', '03', '02', '01', null])
  })
})
