import type { UnitAlias, UnitKind } from './claim'
import { type Division, type DivisionIndex, shortNames } from './division'

export const unitKindLabels: Record<UnitKind, string> = {
  OFFICE: '政府办公室',
  DEPARTMENT: '部门',
  INSTITUTION: '事业单位',
  VERTICAL: '垂直管理单位',
}

/** The key of every government office of a division: its name without the place. */
export const officeKey = '人民政府办公室'

/** A name as it is compared: NFKC (full-width letters, digits and brackets), no spaces or invisible characters. */
export function foldName(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/[\s\u200b-\u200f\ufeff]/g, '')
    .toUpperCase()
}

const officeNames = /^(?:人民)?政府办(?:公室|公厅)?$/
const abbreviations: Record<string, string> = {
  发改委: '发展和改革委员会',
  发展改革委: '发展和改革委员会',
  发展改革委员会: '发展和改革委员会',
  发改局: '发展和改革局',
  发展改革局: '发展和改革局',
  工信局: '工业和信息化局',
  人社局: '人力资源和社会保障局',
  住建局: '住房和城乡建设局',
  卫健委: '卫生健康委员会',
  卫健局: '卫生健康局',
  市监局: '市场监督管理局',
  市场监管局: '市场监督管理局',
  林草局: '林业和草原局',
  医保局: '医疗保障局',
  应急局: '应急管理局',
  民宗委: '民族宗教事务委员会',
  民宗局: '民族宗教事务局',
  退役军人局: '退役军人事务局',
  疾控中心: '疾病预防控制中心',
  国家税务总局税务局: '税务局',
}

/**
 * The key of a unit inside its division: the folded name without the place, with the usual abbreviations written out, so that
 * 州卫健委, 甘南州卫生健康委 and 甘南藏族自治州卫生健康委员会 are one unit. `rest` is the folded name without its place.
 */
export function nameKey(rest: string): string {
  if (officeNames.test(rest)) return officeKey
  const full = rest.replace(/([乡镇])政府$/, '$1人民政府').replace(/街道办$/, '街道办事处')
  return abbreviations[full] ?? (/[^党纪政编军]委$/.test(full) ? `${full}员会` : full)
}

const vertical = /^国家.+局|^国网|^中国人民银行|^中国海关|税务局$|烟草专卖局|消防救援|邮政管理局|气象局$|海关$|统计局.+调查队$|国家安全局$/
const institution =
  /(?:中心|医院|卫生院|保健院|学校|小学|中学|一中|二中|大学|学院|幼儿园|馆|站|电视台|广播台|气象台|研究所|研究院|设计院|公司|集团|报社|出版社|公园|景区|剧院|歌舞团)$/
const township =
  /^.{1,10}?(?:(?<!城)乡|(?<!乡|村|城)镇|街道)(?:人民政府|政府|党委|党政|办事处|办公室|人大|便民|综合|社会|社区|卫生院|中心|学校|小学|中学|文化站|$)/

/** Whether a name without its place is that of a 乡, 镇 or 街道, or of something that belongs to one. */
export function isTownshipName(rest: string): boolean {
  return township.test(rest)
}

/** What kind of body a name speaks of; `key` as nameKey gives it, `folded` the whole folded name. */
export function kindOf(key: string, folded: string): UnitKind {
  if (key === officeKey || key === '人民政府' || /(?:乡|镇)(?:人民)?政府$|街道办事处$|街道$|[乡镇]$/.test(key)) return 'OFFICE'
  if (vertical.test(folded)) return 'VERTICAL'
  return institution.test(key) ? 'INSTITUTION' : 'DEPARTMENT'
}

/** The full name of a division's government office; 办公厅 for a province. */
export function officeName(divisionName: string, province: boolean): string {
  return `${divisionName}人民政府${province ? '办公厅' : '办公室'}`
}

/**
 * Short aliases of a government office. They hold inside its prefecture (a province: everywhere): 州政府办公室 is another office elsewhere,
 * and so is 城关区政府办公室. 市政府办公室 and 县政府办公室 are given to no county: inside a prefecture they are ambiguous.
 */
export function officeAliases(division: Division, divisions: DivisionIndex): UnitAlias[] {
  const places = [division.name, shortNames(division.name).typed]
  const own = division.name.at(-1)
  if (division.tier !== 'COUNTY' && own && '省州市盟'.includes(own)) places.push(own)
  const endings = ['人民政府办公室', '政府办公室', '政府办']
  if (division.tier === 'PROVINCE') endings.push('人民政府办公厅', '政府办公厅')
  const prefectureCode = divisions.prefectureOf(division.code)
  const name = officeName(division.name, division.tier === 'PROVINCE')
  const aliases = new Set(places.flatMap((place) => endings.map((ending) => place + ending)))
  aliases.delete(name)
  return [...aliases].map((alias) => ({ alias, key: foldName(alias), prefectureCode }))
}
