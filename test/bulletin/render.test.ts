import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { readXlsx } from 'hucre/xlsx'
import { expect, test, vi } from 'vitest'
import { draftBulletin } from '~/domain/bulletin/draft.server'
import { renderDocx } from '~/domain/bulletin/render/docx.server'
import { renderXlsx } from '~/domain/bulletin/render/xlsx.server'
import type { BulletinRow } from '~/domain/bulletin/row'
import { composeText } from '~/domain/bulletin/text'
import { command } from '../support/command'
import { aFollowedAccount, anAccount, aUnit } from '../support/registry'
import { aWorld } from '../support/world'
import { entries } from '../support/zip'
import { someFailing, someFigures } from './sample'

const drafted = new Date('2026-10-09T01:00:00Z')
const paragraphs = (xml: string) =>
  [...xml.matchAll(/<w:p>(.*?)<\/w:p>/gs)].map(([, inner = '']) =>
    [...inner.matchAll(/<w:t[^>]*>(.*?)<\/w:t>/gs)].map(([, text]) => text).join(''),
  )

test('Word 文件的版式：A4、版心、行距、字体、页码', async () => {
  const parts = await entries(await renderDocx(someFigures(), someFailing(), drafted))
  const document = parts.get('word/document.xml') ?? ''
  expect(document).toContain('<w:pgSz w:w="11906" w:h="16838"')
  expect(document).toContain('w:top="2098" w:right="1474" w:bottom="1984" w:left="1588"')
  expect(document).toContain('<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-848"/>')
  expect(document).toContain('w:line="579" w:lineRule="exact"')
  for (const face of ['仿宋_GB2312', '方正小标宋简体', '黑体', '楷体_GB2312']) expect(document).toContain(`w:eastAsia="${face}"`)
  expect(parts.get('word/styles.xml')).toContain('<w:lang w:val="en-US" w:eastAsia="zh-CN"/>')
  expect(parts.get('word/settings.xml')).toContain('<w:evenAndOddHeaders/>')
  const footers = [parts.get('word/footer1.xml') ?? '', parts.get('word/footer2.xml') ?? '']
  expect(footers.map((footer) => /<w:jc w:val="(\w+)"/.exec(footer)?.[1])).toEqual(['right', 'left'])
  expect(footers[0]).toContain('PAGE')
  expect(document.match(/<w:tblHeader\/>/g)).toHaveLength(6)
})

test('Word 文件的文字：标题、主送、结构层次、附件、落款，草案和演示数据的标记', async () => {
  const parts = await entries(await renderDocx(someFigures(), someFailing(), drafted))
  const lines = paragraphs(parts.get('word/document.xml') ?? '')
  expect(lines.slice(0, 3)).toEqual(['甘南藏族自治州人民政府办公室', '关于2026年第三季度全州政务新媒体', '运行情况的通报'])
  expect(lines).toEqual(
    expect.arrayContaining(
      [
        '各县市人民政府，州政府各部门、各单位，省属驻州各单位：',
        '一、总体情况',
        '二、存在的主要问题',
        '三、下一步工作要求',
        '附件1',
        '附件2',
        '待确认',
        '甘南藏族自治州人民政府办公室',
        '2026年10月9日',
      ].map((text) => expect.stringContaining(text)),
    ),
  )
  expect(parts.get('word/header1.xml')).toContain('草案　演示数据，并非真实情况')
  for (const { accountName } of someFailing()) expect(lines).toContain(accountName)
})

test('单位太多时纸上只列有不合格账号的，并说明全部见附表', async () => {
  const byUnit = Array.from({ length: 400 }, (_, i) => ({
    key: `u${i}`,
    name: `第${i}单位`,
    total: 2,
    checked: 2,
    unqualified: i % 40 ? 0 : 1,
    rate: 100,
  }))
  const parts = await entries(await renderDocx(someFigures({ byUnit }), [], drafted))
  const lines = paragraphs(parts.get('word/document.xml') ?? '')
  expect(lines).toContain('按单位（共400个单位，只列有不合格账号的10个，全部见附表）')
  expect(lines.filter((text) => /^第\d+单位$/.test(text))).toHaveLength(10)
})

test('同样的数字得到同样的字节', async () => {
  const docx = () => renderDocx(someFigures(), someFailing(), drafted)
  const xlsx = () => renderXlsx(someFigures(), [], drafted)
  const first = [await docx(), await xlsx()]
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2031-01-01T00:00:00Z') })
  try {
    expect([await docx(), await xlsx()].map((bytes, i) => bytes.equals(first[i] ?? Buffer.alloc(0)))).toEqual([true, true])
  } finally {
    vi.useRealTimers()
  }
})

test('没有的数据不成句', () => {
  const silent = someFigures({
    unfiled: 0,
    previous: null,
    changes: { opened: 0, startUnknown: 0, changed: 0, ceased: 0 },
    posts: { total: null, originals: null, counted: 0, stated: 0, partial: 0, unknown: 180, silent: 0 },
    followers: { total: null, accounts: 0 },
    checked: 0,
    coverage: 0,
    rate: null,
    unqualified: { confirmed: 0, proposed: 0 },
  })
  const text = JSON.stringify(composeText(silent, []))
  for (const word of ['发布信息', '粉丝', '上季度', '新增', '未备案', 'null', '合格率0', '合格率—']) expect(text).not.toContain(word)
  expect(text).toContain('不计算合格率')
})

const formula: BulletinRow = {
  ...{ id: 1, accountId: 'a', accountName: '=1+1', unitId: 'u', unitName: '@SUM(A1)', tier: 'COUNTY', areaId: 'u', areaName: '合作市' },
  ...{ platformCode: 'weibo', platformName: '新浪微博', group: 'WEIBO', level: 'dormant', result: 'proposed', reason: null },
  ...{ days: 20, lastPostOn: '2026-09-10', silentSince: null, posts: 3, basis: 'posts', partial: false, originals: null, followers: 1200 },
}

test('附表：六张表，数字是数字，公式样的名称是文字', async () => {
  const bytes = await renderXlsx(someFigures(), [formula], drafted)
  const { sheets } = await readXlsx(bytes)
  expect(sheets.map((sheet) => sheet.name)).toEqual(['汇总', '按层级', '按类型', '按平台', '按单位', '账号明细'])
  const summary = new Map(sheets[0]?.rows.map((row) => [row[0], row[1]]))
  expect(summary.get('备案账号数')).toBe(180)
  expect(summary.get('合格率（%）')).toBe(94.4)
  expect(sheets[5]?.rows[1]).toEqual(expect.arrayContaining(['=1+1', '@SUM(A1)', 20, 3, 1200]))
  expect((await entries(bytes)).get('xl/worksheets/sheet6.xml')).not.toContain('<f>')
  for (const sheet of sheets.slice(1, 5)) {
    const [, ...rows] = sheet.rows
    const whole = rows.pop()
    expect(rows.reduce((sum, row) => sum + Number(row[1]), 0)).toBe(whole?.[1])
  }
})

test('两个命令：起草返回约定的字段，渲染写出文件', async () => {
  await using world = await aWorld()
  const office = await aUnit(world)
  await aFollowedAccount(world, { unitId: office.id, from: '2026-06-01', until: '2026-11-01', lastPost: '2026-09-29' })
  await anAccount(world, { unitId: office.id, platform: 'douyin' })
  const folder = mkdtempSync(path.join(os.tmpdir(), 'zb-bulletin-'))
  try {
    const draft = await command(world, 'bulletin-draft', [], { from: '2026-07-01', to: '2026-09-30' })
    expect(draft).toMatchObject({
      exit: 0,
      json: { total: 2, checked: 1, coverage: 50, unqualified: { confirmed: 0, proposed: 0 }, rate: 100 },
    })
    const { id } = await draftBulletin(world.ctx(), { from: '2026-07-01', to: '2026-09-30' })
    for (const format of ['docx', 'xlsx']) {
      const out = path.join(folder, `a.${format}`)
      expect((await command(world, 'bulletin-render', [id], { format, out })).exit).toBe(0)
      expect((await entries(readFileSync(out))).has('[Content_Types].xml')).toBe(true)
    }
    await expect(command(world, 'bulletin-draft', [], { from: '2026-07-01' })).rejects.toMatchObject({ code: 'usage' })
    await expect(command(world, 'bulletin-draft', [], { from: '2026-07-01', to: '2026-06-30' })).rejects.toThrow('止日')
  } finally {
    rmSync(folder, { recursive: true })
  }
})
