import type { AppRemark } from './upward'

/** A name that reads like another government account's. */
export interface LookAlike {
  id: string
  name: string
  unit: string
  platform: string
  /** same: the same words but for place and platform words · close: nearly the same letters. */
  how: 'same' | 'close'
}

/**
 * Something about a name, or about what is asked for under it, that an office should look at; none of them blocks (国办发〔2018〕123号 四(一)
 * says 原则上; R4, R5). watched: a cancelled account of that name, or that platform id, is watched for.
 */
export type NameRemark = 'no-place' | 'campaign' | 'internal' | 'person' | 'decorated' | 'other-name' | 'watched' | AppRemark

export const remarkLabels: Record<NameRemark, string> = {
  'no-place': '名称中看不出地域或单位，公众难以辨认。',
  campaign: '名称像专项工作或活动，不得以阶段性工作名义开设。',
  internal: '名称像内设机构，不得以内设机构名义新开设。',
  person: '名称像个人账号。',
  decorated: '名称含有符号或表情，不够简洁规范。',
  'other-name': '与本单位其他平台的账号名称不一致，原则上应保持一致。',
  watched: '同一平台上有同名（或同 ID）的账号已经注销、仍在关注期内，请核实是否“已注销又私开”。只比较了平台、名称和账号 ID。',
  'app-line': '移动客户端、小程序由网信部门备案（国办函〔2026〕12号），请取得应用程序备案编号后填报；本系统只作登记。',
  'app-tier': '县级以下单位原则上不得开发移动客户端、小程序（国办函〔2026〕12号），请从严把握。',
}

const campaign = /专项|整治|行动|攻坚|战役|创建|创城|迎接|活动周|宣传月|宣传周|大会|博览会|旅游节|艺术节|赛马节|专班|指挥部|倒计时/
const internal = /(?:科|股|处|室)$|办公室综合|机关党委|工会$|团委$/
const person = /(?:小编|哥|姐|书记|局长|主任|县长|镇长|老师)说?$|^我是/
const platformWords = /(?:官方)?(?:微信公众号|公众号|订阅号|服务号|视频号|官方微博|微博|头条号|抖音号?|快手号?|小程序|客户端|app)$/i

/** The words of a name that tell it from others: full-width folded, without platform words, long forms of places shortened. */
export function coreOf(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}\u200b-\u200f]/gu, '')
    .replace(platformWords, '')
    .replace(/(藏族|回族|蒙古族|哈萨克族|东乡族|保安族|撒拉族|裕固族|土族)+自治([州县])/g, '$2')
    .replace(/^甘肃省?/, '')
    .replace(/(?<=[\p{Script=Han}]{2})[省州市县区旗](?=\p{Script=Han})/gu, '')
    .replace(/人民政府/g, '政府')
}

/** Jaro–Winkler similarity, 0 to 1: near for names that differ in a letter, nearer where they begin alike. */
export function similarity(a: string, b: string): number {
  if (a === b) return 1
  const [x, y] = [[...a], [...b]]
  const reach = Math.max(0, Math.floor(Math.max(x.length, y.length) / 2) - 1)
  const taken = new Array<boolean>(y.length).fill(false)
  const matched = x.filter((letter, i) => {
    const from = Math.max(0, i - reach)
    const at = y.findIndex((other, j) => j >= from && j <= i + reach && !taken[j] && other === letter)
    if (at >= 0) taken[at] = true
    return at >= 0
  })
  if (matched.length === 0) return 0
  const others = y.filter((_, j) => taken[j])
  const swaps = matched.filter((letter, i) => letter !== others[i]).length / 2
  const jaro = (matched.length / x.length + matched.length / y.length + (matched.length - swaps) / matched.length) / 3
  const prefix = x.slice(0, 4).findIndex((letter, i) => letter !== y[i])
  return jaro + (prefix < 0 ? Math.min(4, x.length, y.length) : prefix) * 0.1 * (1 - jaro)
}

const close = 0.9

/** How another name is like this one; null: it is not. */
export function likeness(name: string, other: string): LookAlike['how'] | null {
  const [a, b] = [coreOf(name), coreOf(other)]
  if (a === '' || b === '') return null
  if (a === b) return 'same'
  // Two letters more are a word of their own: 甘南文旅发布 is not taken for 甘南发布.
  return Math.abs([...a].length - [...b].length) <= 1 && similarity(a, b) >= close ? 'close' : null
}

export interface NameContext {
  /** The unit's names and the names of the divisions it stands in. */
  unitNames: readonly string[]
  places: readonly string[]
  /** Names of the unit's accounts on other platforms. */
  ownNames: readonly string[]
}

/** What an office should look at in a name. */
export function remarksOn(name: string, { unitNames, places, ownNames }: NameContext): NameRemark[] {
  const remarks: NameRemark[] = []
  const core = coreOf(name)
  const short = (text: string) => coreOf(text).replace(/(?:政府)?办(?:公室)?$|[省州市县区旗局委]$/u, '')
  const known = [...unitNames, ...places].map(short).filter((text) => text.length >= 2)
  if (!known.some((text) => core.includes(text) || (core.length >= 2 && text.includes(core)))) remarks.push('no-place')
  if (campaign.test(name)) remarks.push('campaign')
  if (internal.test(name)) remarks.push('internal')
  if (person.test(name)) remarks.push('person')
  if (/[^\p{Script=Han}\p{Script=Tibetan}\p{Script=Latin}\p{N}·\-—（）()\s]/u.test(name)) remarks.push('decorated')
  if (ownNames.length > 0 && !ownNames.some((own) => coreOf(own) === core)) remarks.push('other-name')
  return remarks
}
