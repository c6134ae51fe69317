import { listPlatforms } from '~/domain/account/read.server'
import type { Ctx } from '~/domain/context'
import { writeXlsx } from '~/infra/sheet-write.server'
import { kindFacts } from './kind'
import { listCredentials } from './read-credentials.server'
import { type SourceColumn, sheetKinds, sourceColumns } from './source-columns'

const wide: Partial<Record<SourceColumn, number>> = { name: 24, unit: 34, url: 50, credential: 24 }

/** An empty sheet of sources to fill in, with lists where there is a choice and a sheet that explains it. */
export async function writeSourceTemplate(ctx: Ctx): Promise<Uint8Array> {
  const platforms = (await listPlatforms(ctx)).filter((platform) => platform.active)
  const choices: Partial<Record<SourceColumn, readonly string[]>> = {
    platform: platforms.map((platform) => platform.name),
    kind: sheetKinds.map((kind) => kindFacts[kind].label),
    own: ['是', '否'],
  }
  return writeXlsx([
    {
      name: '采集来源',
      columns: sourceColumns.map(({ key, names }) => ({ title: names[0], width: wide[key] ?? 18 })),
      rows: [],
      choices: Object.fromEntries(sourceColumns.flatMap(({ key }, index) => (choices[key] ? [[index, choices[key]]] : []))),
    },
    {
      name: '填写说明',
      columns: [
        { title: '项目', width: 24 },
        { title: '说明', width: 80 },
      ],
      rows: await rulesFor(ctx),
    },
  ])
}

/** As many authorisations as a cell can name and a person read. */
const mostNames = 50

/** The authorisations a row may name. */
async function namesFor(ctx: Ctx): Promise<string> {
  const kinds = sheetKinds.filter((kind) => kindFacts[kind].credential)
  const kept = await Promise.all(kinds.map((kind) => listCredentials(ctx, { kind, limit: mostNames })))
  const total = kept.reduce((sum, page) => sum + page.total, 0)
  if (total === 0) return '目前没有可用的授权，请先登记。'
  const names = kept.flatMap(({ rows }) => rows.map(({ name }) => name)).slice(0, mostNames)
  return `现有：${names.join('、')}${total > names.length ? `等 ${total} 个，全部名称见“采集授权”页` : ''}。`
}

async function rulesFor(ctx: Ctx): Promise<[string, string][]> {
  const names = await namesFor(ctx)
  return [
    ['一行', '一个账号的一个采集来源。同一账号可以有几个来源，各写一行。'],
    ['账号', '账号名称和平台账号ID至少填一项，须已登记。平台账号ID请按“文本”格式填写。'],
    ['采集方式', `${sheetKinds.map((kind) => kindFacts[kind].label).join('、')}。其他方式要逐个填写授权，请在采集来源页面添加。`],
    ['采集地址', '信息源填 RSS、Atom 或 JSON Feed 地址，网站栏目填栏目页地址，移动客户端填下载页地址。微博不填。'],
    ['单位自有列表', '地址是本单位自己的、列出全部发文的，填“是”，可以作为停更的依据；不填按“否”。转换或聚合服务的地址一律按“否”。'],
    ['采集授权', `只有微博填写：已登记的采集授权名称。${names}`],
    ['微博UID', '只有微博填写：账号主页地址中的数字编号。'],
    ['已有的来源', '不会重复添加，也不会改动。'],
  ]
}
