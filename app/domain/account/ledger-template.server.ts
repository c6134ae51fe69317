import type { Ctx } from '~/domain/context'
import { writeXlsx } from '~/infra/sheet-write.server'
import { type LedgerColumn, requiredColumns, templateColumns } from './ledger-columns'
import { listPlatforms } from './read.server'

const wide: Partial<Record<LedgerColumn, number>> = { name: 24, url: 40, unit: 34, supervisor: 34, certifiedSubject: 34, feed: 40 }

const rules: [string, string][] = [
  ['必填', '账号名称、平台、主办单位。其余各列没有就留空或填“无”，不要用 0 代替。'],
  ['平台', '从下拉列表选择，或写常用叫法（抖音号、微信（订阅号）…）。'],
  ['平台账号ID', '微信原始ID、微博UID、抖音号等。请把单元格设为“文本”格式，否则长数字会丢失末位。'],
  ['单位层级', '省级、州级（市级）、县级、乡级。'],
  ['行政区划代码', '6、9 或 12 位数字，如 623001。'],
  ['是否认证', '是 或 否。'],
  ['内容类别', '发布类、服务类、综合类。'],
  ['开设日期、备案日期', '写成 2026-09-30。'],
  ['粉丝数', '写成 12600 或 1.26万。'],
  ['采集地址', '账号自己的 RSS、Atom 或 JSON Feed 地址，没有就留空。'],
  ['一个单位在同一平台', '只能有一个账号（国办发〔2018〕123号 四(一)）；经批准的例外请先在系统中登记。'],
]

/** An empty ledger to fill in: the columns of the import, lists where there is a choice, and a sheet that explains them. */
export async function writeLedgerTemplate(ctx: Ctx): Promise<Uint8Array> {
  const platforms = (await listPlatforms(ctx)).filter((platform) => platform.active)
  const choices: Partial<Record<LedgerColumn, readonly string[]>> = {
    platform: platforms.map((platform) => platform.name),
    tier: ['省级', '州级', '县级', '乡级'],
    certified: ['是', '否'],
    contentClass: ['发布类', '服务类', '综合类'],
  }
  const required = new Set<LedgerColumn>(requiredColumns)
  return writeXlsx([
    {
      name: '账号台账',
      columns: templateColumns.map(({ key, names }) => ({ title: names[0], width: wide[key] ?? (required.has(key) ? 18 : 14) })),
      rows: [],
      choices: Object.fromEntries(templateColumns.flatMap(({ key }, index) => (choices[key] ? [[index, choices[key]]] : []))),
    },
    {
      name: '填写说明',
      columns: [
        { title: '项目', width: 24 },
        { title: '说明', width: 80 },
      ],
      rows: rules,
    },
  ])
}
