import { type CellValue, type WriteSheet, writeXlsx } from 'hucre/xlsx'
import { dayLabel } from '~/domain/calendar/window'
import { levelLabels } from '~/domain/supervision/level'
import { fixZipTimes } from '~/infra/zip-times.server'
import { bulletinTitle, type Figures } from '../bulletin'
import type { Part } from '../figures'
import type { BulletinRow } from '../row'
import { resultLabels } from '../row'

const bold = { font: { bold: true } }
const wrap = { alignment: { wrapText: true, vertical: 'center' as const } }

/**
 * The annex workbook: 汇总, one sheet per partition, and every counted account. Numbers are numbers; names are string cells, which no
 * spreadsheet program evaluates, whatever they begin with. The same figures give the same bytes.
 */
export async function renderXlsx(figures: Figures, rows: readonly BulletinRow[], drafted: Date): Promise<Buffer> {
  const title = bulletinTitle(figures.office, figures.window)
  const bytes = await writeXlsx({
    properties: { title, creator: '账本', created: drafted, modified: drafted },
    defaultFont: { name: '宋体', size: 11 },
    sheets: [
      summary(title, figures),
      parts('按层级', '层级', figures.byTier, figures),
      parts('按类型', '类型', figures.byGroup, figures),
      parts('按平台', '平台', figures.byPlatform, figures),
      parts('按单位', '单位', figures.byUnit, figures),
      accounts(rows),
    ],
  })
  return Buffer.from(fixZipTimes(bytes))
}

function summary(title: string, figures: Figures): WriteSheet {
  const { levels, unqualified, posts, changes } = figures
  const lines: [string, CellValue][] = [
    ['时段起', dayLabel(figures.window.from)],
    ['时段止（监测时间点为当日结束）', dayLabel(figures.window.to)],
    ['备案账号数', figures.total],
    ['检查数', figures.checked],
    ['检查比例（%）', figures.coverage],
    ['不合格数（已确认）', unqualified.confirmed],
    ['不合格数（待确认）', unqualified.proposed],
    ['合格率（%）', figures.rate],
    ['经核实排除', figures.dismissed],
    ...Object.entries(levels).map(([level, count]): [string, CellValue] => [`状态：${levelLabels[level as keyof typeof levels]}`, count]),
    ['未备案账号数（不计入备案数）', figures.unfiled],
    ['时段内新增', changes.opened],
    ['时段内变更', changes.changed],
    ['时段内关停注销', changes.ceased],
    ['开设日期不详', changes.startUnknown],
    ['时段内发布信息数', posts.total],
    ['其中标明原创', posts.originals],
    ['逐条统计的账号数', posts.counted],
    ['据汇总填报的账号数', posts.stated],
    ['采集未覆盖整个时段的账号数', posts.partial],
    ['发布数不详的账号数', posts.unknown],
    ['粉丝（关注）数合计', figures.followers.total],
    ['填报粉丝（关注）数的账号数', figures.followers.accounts],
  ]
  const marks = ['草案，未经签发', ...(figures.demo ? ['演示数据，并非真实情况'] : [])].join('；')
  return {
    name: '汇总',
    columns: [{ width: 36 }, { width: 24 }],
    rows: [[title], [marks], ['项目', '数值'], ...lines],
    merges: [0, 1].map((row) => ({ startRow: row, endRow: row, startCol: 0, endCol: 1 })),
    cells: new Map([
      ['0,0', { style: { ...bold, ...wrap } }],
      ['2,0', { style: bold }],
      ['2,1', { style: bold }],
    ]),
    rowDefs: new Map([[0, { height: 36 }]]),
  }
}

function parts(name: string, noun: string, list: readonly Part[], figures: Figures): WriteSheet {
  const failed = figures.unqualified.confirmed + figures.unqualified.proposed
  return table(
    name,
    [
      { header: noun, width: 36 },
      { header: '账号数', width: 10 },
      { header: '检查数', width: 10 },
      { header: '不合格数', width: 10 },
      { header: '合格率（%）', width: 12 },
    ],
    [
      ...list.map((part) => [part.name, part.total, part.checked, part.unqualified, part.rate]),
      ['合计', figures.total, figures.checked, failed, figures.rate],
    ],
  )
}

function accounts(rows: readonly BulletinRow[]): WriteSheet {
  const columns = [
    { header: '账号名称', width: 24 },
    { header: '平台', width: 14 },
    { header: '主办单位', width: 32 },
    { header: '归入单位', width: 32 },
    { header: '状态', width: 16 },
    { header: '检查结果', width: 14 },
    { header: '距上次更新天数', width: 14 },
    { header: '检查时更新日期', width: 14 },
    { header: '时段内发布数', width: 12 },
    { header: '发布数来源', width: 12 },
    { header: '其中原创', width: 10 },
    { header: '粉丝数', width: 12 },
  ]
  const basis = { posts: '逐条统计', statement: '汇总填报' } as const
  const lines = rows.map((row): CellValue[] => [
    row.accountName,
    row.platformName,
    row.unitName,
    row.areaName,
    levelLabels[row.level],
    resultLabels[row.result],
    row.days,
    row.lastPostOn,
    row.posts,
    row.basis && basis[row.basis],
    row.originals,
    row.followers,
  ])
  return { ...table('账号明细', columns, lines), autoFilter: { range: `A1:L${lines.length + 1}` } }
}

function table(name: string, columns: { header: string; width: number }[], lines: CellValue[][]): WriteSheet {
  return {
    name,
    columns: columns.map(({ width }) => ({ width })),
    rows: [columns.map((column) => column.header), ...lines],
    cells: new Map(columns.map((_, i) => [`0,${i}`, { style: bold }])),
    freezePane: { rows: 1 },
  }
}
