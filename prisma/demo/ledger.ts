import gannan from './gannan.data.json'

/** One row of the invented ledger, under the headers of the ledger template. */
export type LedgerRow = Record<string, string>

/** How the platform of an invented account behaves; the feed server and the activity sheet play it. */
export type Habit =
  | 'daily'
  | 'steady'
  | 'weekly'
  | 'slowing'
  | 'dormant'
  | 'zombie'
  | 'never'
  | 'failing'
  | 'unseen'
  | 'statement'
  | 'service'

/** Whether the platform offers a feed of an account with this habit. */
function hasFeed(habit: Habit): boolean {
  return !['statement', 'never', 'unseen', 'service'].includes(habit)
}

export interface DemoAccount {
  key: string
  habit: Habit
  row: LedgerRow
}

const prefectureUnits = [
  ['州政府办公室', '甘南发布', ['微信订阅号', '新浪微博', '今日头条', '抖音', '移动客户端']],
  ['州发展和改革委员会', '甘南发改', ['微信订阅号']],
  ['州教育局', '甘南教育', ['微信订阅号', '微信视频号']],
  ['州科学技术局', '甘南科技', ['微信订阅号']],
  ['州工业和信息化局', '甘南工信', ['微信订阅号']],
  ['州民族宗教事务委员会', '甘南民宗', ['微信订阅号']],
  ['州公安局', '平安甘南', ['微信订阅号', '新浪微博', '抖音', '快手', '今日头条']],
  ['州民政局', '甘南民政', ['微信订阅号']],
  ['州司法局', '甘南司法', ['微信订阅号', '新浪微博', '今日头条']],
  ['州财政局', '甘南财政', ['微信订阅号']],
  ['州人力资源和社会保障局', '甘南人社', ['微信订阅号', '微信小程序']],
  ['州自然资源局', '甘南自然资源', ['微信订阅号']],
  ['州生态环境局', '甘南生态环境', ['微信订阅号', '新浪微博', '今日头条']],
  ['州住房和城乡建设局', '甘南住建', ['微信订阅号']],
  ['州交通运输局', '甘南交通', ['微信订阅号', '新浪微博']],
  ['州水务局', '甘南水务', ['微信订阅号']],
  ['州农业农村局', '甘南农业农村', ['微信订阅号', '抖音']],
  ['州商务局', '甘南商务', ['微信订阅号']],
  ['州文体广电和旅游局', '甘南文旅', ['微信订阅号', '新浪微博', '抖音', '快手', '今日头条', '小红书']],
  ['州卫生健康委员会', '甘南卫生健康', ['微信订阅号', '微信视频号']],
  ['州退役军人事务局', '甘南退役军人', ['微信订阅号']],
  ['州应急管理局', '甘南应急', ['微信订阅号', '新浪微博', '抖音']],
  ['州审计局', '甘南审计', ['微信订阅号']],
  ['州林业和草原局', '甘南林草', ['微信订阅号']],
  ['州市场监督管理局', '甘南市场监管', ['微信订阅号', '今日头条']],
  ['州统计局', '甘南统计', ['微信订阅号']],
  ['州医疗保障局', '甘南医保', ['微信服务号', '微信小程序']],
  ['州政务服务中心', '甘南政务服务', ['微信服务号', '移动客户端']],
  ['州信访局', '甘南信访', ['微信订阅号']],
  ['国家税务总局甘南州税务局', '甘南税务', ['微信订阅号', '今日头条']],
  ['州气象局', '甘南气象', ['微信订阅号', '新浪微博', '抖音']],
  ['州消防救援支队', '甘南消防', ['微信订阅号', '新浪微博', '抖音', '今日头条']],
] as const

const countyUnits = [
  ['人民政府办公室', '{}发布', ['微信订阅号', '新浪微博', '今日头条']],
  ['教育局', '{}教育', ['微信订阅号']],
  ['卫生健康局', '{}卫健', ['微信订阅号']],
  ['文体广电和旅游局', '{}文旅', ['微信订阅号', '抖音']],
  ['公安局', '平安{}', ['微信订阅号']],
  ['人力资源和社会保障局', '{}人社', ['微信订阅号']],
  ['市场监督管理局', '{}市场监管', ['微信订阅号']],
  ['应急管理局', '{}应急', ['微信订阅号']],
] as const

/** A township of each county that runs an account of its own. */
const townshipPlatform = '微信订阅号'

/** The invented ledger of the prefecture, about 180 accounts in the platform mix of a real province (甘肃 2024 Q2). */
export function demoAccounts(feedBase: string): DemoAccount[] {
  const rows: DemoAccount[] = []
  const add = (unit: string, code: string, tier: string, name: string, platform: string): void => {
    const key = `gn${String(rows.length + 1).padStart(3, '0')}`
    rows.push({ key, ...invent(key, rows.length, { unit, code, tier, name, platform }, feedBase) })
  }
  for (const [unit, name, platforms] of prefectureUnits) for (const platform of platforms) add(unit, gannan.code, '州直', name, platform)
  for (const county of gannan.counties) {
    const short = county.name.slice(0, -1)
    for (const [unit, name, platforms] of countyUnits)
      for (const platform of platforms) add(`${county.name}${unit}`, county.code, '县级', name.replace('{}', short), platform)
    const towns = county.townships.filter((town) => /[镇乡]$/.test(town.name)).slice(0, 3)
    for (const town of towns)
      add(`${county.name}${town.name}人民政府`, town.code, '乡级', `${short}${town.name.slice(0, -1)}`, townshipPlatform)
  }
  return rows
}

interface Bare {
  unit: string
  code: string
  tier: string
  name: string
  platform: string
}

function invent(key: string, n: number, bare: Bare, feedBase: string): { habit: Habit; row: LedgerRow } {
  const habit = habitOf(n, bare.platform)
  const year = 2014 + (n % 10)
  return {
    habit,
    row: {
      账号名称: bare.name,
      平台: bare.platform,
      平台账号ID: `demo_${key}`,
      账号链接: `https://demo.invalid/${key}`,
      主办单位: bare.unit,
      单位层级: bare.tier,
      行政区划代码: bare.code,
      认证主体: bare.unit,
      是否认证: '是',
      内容类别: habit === 'service' ? '服务类' : '发布类',
      开设日期: `${year}-0${1 + (n % 9)}-1${n % 9}`,
      备案日期: `${year}-1${n % 3}-0${1 + (n % 9)}`,
      备案编号: `甘南新媒备〔${year}〕${100 + n}号`,
      联系人: '演示联系人',
      联系电话: `0941-800${String(n).padStart(4, '0')}`,
      粉丝数: String(300 + ((n * 7919) % 48_000)),
      采集地址: hasFeed(habit) ? `${feedBase}/feed/${key}` : '',
    },
  }
}

/** Mostly lively, a few of everything else, spread evenly and always the same. */
function habitOf(n: number, platform: string): Habit {
  if (platform === '微信小程序' || platform === '移动客户端') return 'service'
  if (platform === '微信视频号') return 'statement'
  if (platform === '快手') return 'never'
  const slot = (n * 37) % 100
  if (slot < 40) return 'daily'
  if (slot < 66) return 'steady'
  if (slot < 82) return 'weekly'
  if (slot < 86) return 'slowing'
  if (slot < 91) return 'dormant'
  if (slot < 94) return 'zombie'
  if (slot < 97) return 'failing'
  return 'unseen'
}
