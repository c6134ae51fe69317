import { randomUUID } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { addSource } from '~/domain/activity/add-source.server'
import { checkSourceFile, importSources } from '~/domain/activity/import-source-sheet.server'
import { addSourceInput } from '~/domain/activity/source-inputs'
import { writeSourceTemplate } from '~/domain/activity/source-template.server'
import { createUnits } from '~/domain/unit/create.server'
import { loadUnitWorld } from '~/domain/unit/read.server'
import { resolveUnits } from '~/domain/unit/resolve'
import { readSheet } from '~/infra/sheet.server'
import { writeXlsx } from '~/infra/sheet-write.server'
import { command } from '../support/command'
import { anAccount } from '../support/registry'
import { aKeyring } from '../support/server'
import { aWorld, today, type World } from '../support/world'

const header = '平台,账号名称,平台账号ID,主办单位,采集方式,采集地址,单位自有列表,采集授权,微博UID'
const sheet = (...rows: string[]) => ({ name: '采集来源表.csv', bytes: new TextEncoder().encode([header, ...rows].join('\n')) })
const of = (rest: string, name = '甘南教育') => `微博,${name},,甘南州教育局,${rest}`

/** 甘南州教育局 with 甘南教育 on weibo, and its authorisation. */
async function aRegistry(world: World) {
  const name = '甘南州教育局'
  const unitId = await world.ctx().bulk('ledger.import', async (client) => {
    const { answers, create } = resolveUnits([{ name }], await loadUnitWorld(client, { names: [name], home: null }))
    const units = await createUnits(client, create)
    const ref = answers[0]?.kind === 'new' ? answers[0].ref : ''
    return { subject: { type: 'test' }, result: units.get(ref)?.id ?? '' }
  })
  const account = await anAccount(world, { unitId, name: '甘南教育' })
  return { unitId, account, credentialId: await anAuthorisation(world, unitId, '州微博接口') }
}

async function anAuthorisation(world: World, unitId: string, name: string): Promise<string> {
  const id = randomUUID()
  const data = { id, unitId, kind: 'WEIBO', name, sealed: 'sealed', createdAt: today, updatedAt: today } as const
  await world.database.db.credential.create({ data })
  return id
}

const stored = (world: World) => world.database.db.source.findMany({ orderBy: [{ kind: 'asc' }, { url: 'asc' }] })

describe('a sheet of sources', () => {
  test('gives accounts their sources, each due at once; the same sheet twice changes nothing', async () => {
    await using world = await aWorld()
    const { account, credentialId } = await aRegistry(world)
    const file = sheet(
      of('RSS,https://www.gnzrmzf.gov.cn/rss.xml,是,,'),
      of('网站 栏目,http://jyj.gnzrmzf.gov.cn/xwdt/,,,'),
      of('移动客户端,https://app.gnzrmzf.gov.cn/download,,,'),
      of('新浪微博,,,州微博接口,1234567890'),
    )
    const dry = await checkSourceFile(world.ctx(), file)
    const counts = { rows: 4, accepted: 4, rejected: 0, created: 4, updated: 0, unchanged: 0, units: [], problems: [], notes: [] }
    expect(dry).toEqual(counts)
    expect(await stored(world)).toEqual([])

    expect(await importSources(world.ctx(), file)).toEqual(counts)
    const first = await stored(world)
    const due = { accountId: account.id, enabled: true, nextRunAt: today, createdAt: today }
    expect(first).toMatchObject([
      { ...due, kind: 'FEED', url: 'https://www.gnzrmzf.gov.cn/rss.xml', lane: 'www.gnzrmzf.gov.cn', seesAllPosts: true, config: {} },
      { ...due, kind: 'WEBSITE', url: 'http://jyj.gnzrmzf.gov.cn/xwdt/', lane: 'jyj.gnzrmzf.gov.cn', seesAllPosts: false },
      { ...due, kind: 'WEIBO', url: null, lane: `WEIBO:${credentialId}`, seesAllPosts: true, credentialId, config: { uid: '1234567890' } },
      { ...due, kind: 'APP', url: 'https://app.gnzrmzf.gov.cn/download', seesAllPosts: false, credentialId: null },
    ])

    const again = { ...counts, created: 0, unchanged: 4 }
    expect(await checkSourceFile(world.ctx(), file)).toEqual(again)
    expect(await importSources(world.ctx({ now: new Date(today.getTime() + 86_400_000) }), file)).toEqual(again)
    expect(await stored(world)).toEqual(first)
    expect(await world.auditTrail()).toEqual(['ledger.import', 'activity.importSources', 'activity.importSources'])
    expect(await world.database.db.auditEvent.findFirst({ where: { action: 'activity.importSources' } })).toMatchObject({
      subjectType: 'SourceSheet',
      subjectId: expect.stringMatching(/^[0-9a-f]{64}$/),
      detail: { fileName: '采集来源表.csv', rows: 4, accepted: 4, rejected: 0, created: 4, unchanged: 0 },
    })
  })

  test('kinds are called as people call them', async () => {
    await using world = await aWorld()
    await aRegistry(world)
    const names = ['信息源', 'ｒｓｓ', 'Atom', 'JSON Feed', 'RSS采集', '网站', '栏目', '网站栏目', '移动客户端', 'APP', '移动客户端可用性']
    const rows = names.map((name, n) => of(`${name},https://www.gnzrmzf.gov.cn/${n},,,`))
    expect(await checkSourceFile(world.ctx(), sheet(...rows))).toMatchObject({ accepted: names.length, problems: [] })
    for (const name of ['微博', '新浪微博', '微博商业接口', 'WEIBO'])
      expect(await checkSourceFile(world.ctx(), sheet(of(`${name},,,州微博接口,1`))), name).toMatchObject({ accepted: 1, problems: [] })
  })

  test('what cannot be is rejected at its cell, and nothing is written', async () => {
    const url = 'https://www.gnzrmzf.gov.cn/rss'
    const bad = [
      [of('RSS,,,,'), '采集地址', 'url.missing'],
      [of('网站,见附件,,,'), '采集地址', 'url.invalid'],
      [of(`网站,ftp://www.gnzrmzf.gov.cn/a,,,`), '采集地址', 'url.invalid'],
      [of(`,${url},,,`), '采集方式', 'kind.missing'],
      [of(`电报,${url},,,`), '采集方式', 'kind.unknown'],
      [of(`微信公众号,${url},,,`), '采集方式', 'kind.by-hand'],
      [of(`通用数据接口,${url},,,`), '采集方式', 'kind.by-hand'],
      [of('抖音,,,,'), '采集方式', 'kind.by-hand'],
      [of('巡检,,,,'), '采集方式', 'kind.not-collected'],
      [of(`RSS,${url},也许,,`), '单位自有列表', 'yes-no.unreadable'],
      [of('微博,,,,123'), '采集授权', 'credential.missing'],
      [of('微博,,,省微博接口,123'), '采集授权', 'credential.unknown'],
      [of('微博,,,两家微博,123'), '采集授权', 'credential.ambiguous'],
      [of('微博,,,州微博接口,'), '微博UID', 'uid.missing'],
      [of('微博,,,州微博接口,甘南教育'), '微博UID', 'uid.invalid'],
      [of(`RSS,=A1,,,`), '采集地址', 'cell.formula'],
      [`脸书,甘南教育,,甘南州教育局,RSS,${url},,,`, '平台', 'platform.unknown'],
      [of(`RSS,${url},,,`, '甘南体育'), '账号名称', 'account.unknown'],
      [`微博,,u-77,甘南州教育局,RSS,${url},,,`, '平台账号ID', 'account.unknown'],
      [`微博,甘南教育,,甘南州财政局,RSS,${url},,,`, '主办单位', 'unit.unknown'],
      [of(`RSS,${url},,,`, ''), '账号名称', 'name.missing'],
    ]
    await using world = await aWorld()
    const { unitId } = await aRegistry(world)
    for (const name of ['两家微博', '两家微博']) await anAuthorisation(world, unitId, name)
    const report = await importSources(world.ctx(), sheet(of(`RSS,${url}/good,,,`), ...bad.map(([row]) => row ?? '')))
    expect(report).toMatchObject({ rows: bad.length + 1, accepted: 1, rejected: bad.length, created: 0, updated: 0, unchanged: 0 })
    expect(report.problems.map(({ row, column, code }) => [row, column, code])).toEqual(
      bad.map(([, column, code], n) => [n + 3, column, code]),
    )
    expect(report.problems.filter(({ code }) => code === 'kind.by-hand')[0]?.message).toBe(
      '这种采集方式需要逐个填写授权，请在采集来源页面添加。',
    )
    for (const { message } of report.problems) expect(message).toMatch(/^[“\p{Script=Han}].*。$/u)
    expect(await stored(world)).toEqual([])
    expect(await world.auditTrail()).toEqual(['ledger.import'])
  })

  test('the valid rows alone, if asked for; a source named twice is told', async () => {
    await using world = await aWorld()
    await aRegistry(world)
    const feed = of('RSS,https://www.gnzrmzf.gov.cn/rss,,,')
    const file = sheet(feed, of('信息源,HTTPS://WWW.gnzrmzf.gov.cn/rss,是,,'), of('微博,,,州微博接口,1'), of('微博,,,州微博接口,2'))
    expect(await importSources(world.ctx(), file, { acceptValid: true })).toMatchObject({
      ...{ rows: 4, accepted: 2, rejected: 2, created: 2 },
      problems: [
        { row: 3, column: '采集地址', code: 'row.duplicate', message: expect.stringContaining('第 2 行') },
        { row: 5, column: '采集方式', code: 'row.duplicate', message: expect.stringContaining('第 4 行') },
      ],
    })
    expect(await stored(world)).toHaveLength(2)
  })

  test('a bridge never proves silence, whatever is ticked; what a kind has no use for is told', async () => {
    await using world = await aWorld()
    await aRegistry(world)
    const report = await importSources(
      world.ctx(),
      sheet(
        of('RSS,https://rsshub.app/weibo/user/1,是,州微博接口,'),
        of('移动客户端,https://app.gov.cn/,是,,'),
        of('微博,,否,州微博接口,1'),
      ),
    )
    expect(report).toMatchObject({ created: 3, problems: [] })
    expect(report.notes.map(({ row, column, code }) => [row, column, code])).toEqual([
      [2, '单位自有列表', 'source.bridge'],
      [2, '采集授权', 'cell.unused'],
      [3, '单位自有列表', 'cell.unused'],
    ])
    expect((await stored(world)).map(({ kind, seesAllPosts }) => [kind, seesAllPosts])).toEqual([
      ['FEED', false],
      ['WEIBO', true],
      ['APP', false],
    ])
  })

  test('a source that stands is left as it is, also where the sheet says otherwise; one that was ended is made anew', async () => {
    await using world = await aWorld()
    const { account } = await aRegistry(world)
    const url = 'https://www.gnzrmzf.gov.cn'
    const added = addSourceInput.parse({ accountId: account.id, kind: 'FEED', url })
    const { id } = await addSource(world.ctx(), aKeyring, added)
    const report = await importSources(world.ctx(), sheet(of(`RSS,${url}/,是,,`)))
    expect(report).toMatchObject({ created: 0, unchanged: 1, notes: [{ row: 2, column: '采集方式', code: 'source.differs' }] })
    expect(await stored(world)).toMatchObject([{ id, seesAllPosts: false }])
    await world.database.db.source.update({ where: { id }, data: { enabled: false } })
    expect(await importSources(world.ctx(), sheet(of(`RSS,${url}/,是,,`)))).toMatchObject({ created: 1, unchanged: 0, notes: [] })
  })

  test('of two imports at once one adds, the other finds everything there', async () => {
    await using world = await aWorld()
    await aRegistry(world)
    const file = sheet(of('RSS,https://www.gnzrmzf.gov.cn/rss,,,'), of('微博,,,州微博接口,1'))
    const reports = await Promise.all([importSources(world.ctx(), file), importSources(world.ctx(), file)])
    expect(reports.map(({ created, unchanged }) => [created, unchanged]).sort()).toEqual([
      [0, 2],
      [2, 0],
    ])
    expect(await stored(world)).toHaveLength(2)
  })

  test('outside one’s units nothing is taken, nor by an authorisation of others', async () => {
    await using world = await aWorld()
    const { unitId } = await aRegistry(world)
    const path = (await world.database.db.unit.findUniqueOrThrow({ where: { id: unitId } })).path
    const elsewhere = await world.database.db.unit.findFirstOrThrow({ where: { NOT: { path: { startsWith: path } } } })
    await anAuthorisation(world, elsewhere.id, '别处的接口')
    const rows = [of('RSS,https://www.gnzrmzf.gov.cn/rss,,,'), of('微博,,,别处的接口,1')]
    const problems = async (scope: string) =>
      (await importSources(world.ctx({ scope: { path: scope } }), sheet(...rows))).problems.map(({ row, column, code }) => [
        row,
        column,
        code,
      ])
    expect(await problems(`/${unitId}/`)).toEqual([
      [2, '主办单位', 'unit.outside'],
      [3, '主办单位', 'unit.outside'],
    ])
    expect(await problems(path)).toEqual([[3, '采集授权', 'credential.unknown']])
    expect(await stored(world)).toEqual([])
  })

  test('without its columns it is refused as a whole, with what is missing', async () => {
    await using world = await aWorld()
    for (const [text, code] of [
      ['平台,主办单位,采集方式,采集地址\n微博,a,RSS,b', 'header.column-missing'],
      ['平台,账号名称,主办单位,采集地址\n微博,a,b,c', 'header.column-missing'],
      ['甲,乙,丙\n1,2,3', 'header.missing'],
      [header, 'sheet.no-rows'],
    ] as const) {
      const report = await checkSourceFile(world.ctx(), { name: 'a.csv', bytes: new TextEncoder().encode(text) })
      expect(report, text).toMatchObject({ rows: 0, created: 0, problems: [{ code }] })
    }
    const bytes = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Array(600).fill(0)])
    expect(await importSources(world.ctx(), { name: 'a.xlsx', bytes })).toMatchObject({
      rows: 0,
      problems: [{ row: null, code: expect.stringMatching(/^file\./) }],
    })
  })
})

describe('files as offices make them', () => {
  test('a GB18030 csv under a title', async () => {
    await using world = await aWorld()
    await aRegistry(world)
    const lines = ['甘南州政务新媒体采集来源表', header, of('RSS,https://www.gnzrmzf.gov.cn/rss,是,,'), '备注：由各单位填报']
    const file = { name: '采集来源.csv', bytes: gb18030(lines.join('\r\n')) }
    expect(await importSources(world.ctx(), file)).toMatchObject({ rows: 1, created: 1, problems: [] })
  })

  test('the template, filled in', async () => {
    await using world = await aWorld()
    await aRegistry(world)
    const template = await writeSourceTemplate(world.ctx())
    expect(await checkSourceFile(world.ctx(), { name: '采集来源模板.xlsx', bytes: template })).toMatchObject({
      problems: [{ code: 'sheet.no-rows' }],
    })
    const { rows, sheetName } = await readSheet({ name: '采集来源模板.xlsx', bytes: template })
    const titles = (rows[0]?.cells ?? []).map(String)
    expect(titles).toEqual(header.split(','))
    const filled = await writeXlsx([
      {
        name: sheetName ?? '',
        columns: titles.map((title) => ({ title })),
        rows: [
          ['微博', '甘南教育', null, '甘南州教育局', '信息源', 'https://www.gnzrmzf.gov.cn/rss', '是', null, null],
          ['微博', '甘南教育', null, '甘南州教育局', '微博商业接口', null, null, '州微博接口', 1_234_567_890],
        ],
      },
    ])
    expect(await importSources(world.ctx(), { name: '采集来源.xlsx', bytes: filled })).toMatchObject({ rows: 2, created: 2, problems: [] })
    expect((await stored(world)).map(({ config }) => config)).toEqual([{}, { uid: '1234567890' }])
  })
})

test('import-sources answers with the ledger’s shape', async () => {
  await using world = await aWorld()
  await aRegistry(world)
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'zb-sheet-')), '采集来源表.csv')
  const row = of('RSS,https://www.gnzrmzf.gov.cn/rss,,,')
  writeFileSync(file, [header, row, row].join('\n'))
  const counts = { rows: 2, accepted: 1, rejected: 1, updated: 0, unchanged: 0, units: [], notes: [] }
  const problems = [{ row: 3, column: '采集地址', code: 'row.duplicate', message: '与第 2 行重复，请删去其中一行。' }]
  const run = (flags: Record<string, true>) => command(world, 'import-sources', [file], flags)
  expect(await run({ 'dry-run': true })).toMatchObject({ exit: 1, json: { ...counts, created: 1, problems } })
  expect(await run({})).toMatchObject({ exit: 1, json: { ...counts, created: 0, problems } })
  expect(await stored(world)).toEqual([])
  expect(await run({ 'accept-valid': true })).toMatchObject({
    ...{ exit: 1, json: { ...counts, created: 1, problems } },
    text: expect.stringContaining('新增来源 1 个，已有 0 个。'),
  })
  writeFileSync(file, [header, row].join('\n'))
  expect(await run({})).toMatchObject({ exit: 0, json: { rows: 1, created: 0, unchanged: 1 } })
  await expect(command(world, 'import-sources', [])).rejects.toMatchObject({ name: 'Usage' })
})

/** Text as spreadsheet programs in China save it: the two-byte part of GB18030, by turning the decoder round. */
function gb18030(text: string): Uint8Array {
  const decoder = new TextDecoder('gb18030')
  const codes = new Map<string, number[]>()
  for (let lead = 0x81; lead < 0xff; lead++)
    for (let trail = 0x40; trail < 0xff; trail++) if (trail !== 0x7f) codes.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail])
  return Uint8Array.from([...text].flatMap((sign) => (sign < '\u0080' ? sign.charCodeAt(0) : (codes.get(sign) ?? []))))
}
