import { type PlainCell, type Reading, readText } from '~/domain/account/cell'
import type { KnownColumn } from '~/infra/sheet-header'
import { kindFacts, type SourceKind, sourceKinds } from './kind'
import { lackingWhose, whoseColumns } from './sheet-whose'

/** Columns of a sheet of sources. The first name is the template's; the rest is what offices write. */
export const sourceColumns = [
  ...whoseColumns,
  { key: 'kind', names: ['采集方式', '采集类型', '来源类型', '采集来源类型', '方式'] },
  { key: 'url', names: ['采集地址', '信息源地址', '栏目地址', '下载地址', 'RSS地址', '采集链接', '地址', '网址'] },
  { key: 'own', names: ['单位自有列表', '自有列表', '是否单位自有列表', '是否自有列表', '单位自有'] },
  { key: 'credential', names: ['采集授权', '采集授权名称', '授权名称', '授权'] },
  { key: 'uid', names: ['微博UID', '微博编号', '微博ID'] },
] as const satisfies readonly KnownColumn[]

export type SourceColumn = (typeof sourceColumns)[number]['key']

/** What a header lacks: one of the inner keys would do. */
export function lackingColumns(has: (key: SourceColumn) => boolean): SourceColumn[][] {
  return [...lackingWhose(has), ...(has('kind') ? [] : [['kind'] satisfies SourceColumn[]])]
}

/** What a row of a sheet has room for; the others are filled in one by one. */
export const sheetKinds = ['FEED', 'WEBSITE', 'APP', 'WEIBO'] as const satisfies readonly SourceKind[]
export type SheetKind = (typeof sheetKinds)[number]

/** How people call the kinds, beside their labels. */
const words: Partial<Record<SourceKind, readonly string[]>> = {
  FEED: ['RSS', 'RSS源', 'RSS订阅', 'Atom', 'JSON Feed', '订阅', '订阅源'],
  WEBSITE: ['网站', '栏目', '栏目页', '网页', '官网', '政府网站', '门户网站', '网站列表'],
  APP: ['移动客户端', '客户端', '手机客户端', '移动应用', '应用'],
  WEIBO: ['微博', '新浪微博', '微博接口'],
  WECHAT: ['微信', '公众号', '微信公众号', '微信公众号接口', '微信接口', '订阅号', '服务号'],
  MINIPROGRAM: ['小程序', '微信小程序', '小程序接口'],
  BILIBILI: ['哔哩哔哩', 'B站'],
  DOUYIN: ['抖音', '抖音号', '抖音接口'],
  KUAISHOU: ['快手', '快手号', '快手接口'],
  JSON: ['数据接口', '通用接口', '接口'],
  MANUAL: ['人工', '人工填报', '手工登记'],
  INSPECTION: ['人工巡检'],
}

/** As it is compared: NFKC, without spaces, brackets and separators, small letters. */
function wordKey(text: string): string {
  const key = text.normalize('NFKC').toLowerCase()
  return key.replace(/[\s()【】“”"、,/_-]/g, '').replace(/(?<=.)采集$/, '')
}

const kinds = new Map(
  sourceKinds.flatMap((kind) => [kind, kindFacts[kind].label, ...(words[kind] ?? [])].map((word) => [wordKey(word), kind])),
)

/** The kind a cell names, by its label or as people call it; those a row has no room for are refused with what to do instead. */
export function readKind(cell: PlainCell): Reading<SheetKind> {
  const written = readText(cell)
  if (written === null) return { value: null }
  const kind = kinds.get(wordKey(written))
  const value = sheetKinds.find((one) => one === kind)
  if (value) return { value }
  if (kind === undefined) return { code: 'kind.unknown', message: `采集方式“${written.slice(0, 30)}”无法识别，请填写${kindNames}。` }
  if (kindFacts[kind].collected) return { code: 'kind.by-hand', message: '这种采集方式需要逐个填写授权，请在采集来源页面添加。' }
  return { code: 'kind.not-collected', message: `“${kindFacts[kind].label}”不是自动采集，不用登记采集来源，请删去这一行。` }
}

const kindNames = sheetKinds.map((kind) => kindFacts[kind].label).join('、')
