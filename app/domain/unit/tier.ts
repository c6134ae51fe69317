export const tiers = ['PROVINCE', 'PREFECTURE', 'COUNTY', 'TOWNSHIP'] as const
export type Tier = (typeof tiers)[number]

export const tierLabels: Record<Tier, string> = { PROVINCE: '省级', PREFECTURE: '州级', COUNTY: '县级', TOWNSHIP: '乡级' }

const words: Record<Tier, readonly string[]> = {
  PROVINCE: ['省级', '省直', '省属', '省', '自治区级', '直辖市级', '省部级'],
  PREFECTURE: [
    '州级',
    '市级',
    '州直',
    '市直',
    '市州',
    '市州级',
    '州市',
    '州市级',
    '地市',
    '地市级',
    '地级',
    '地州市',
    '州',
    '市',
    '盟级',
    '州属',
    '市属',
  ],
  COUNTY: [
    '县级',
    '县市',
    '县市级',
    '县直',
    '县',
    '区县',
    '县区',
    '区县级',
    '县区级',
    '县市区',
    '市县区',
    '区级',
    '区直',
    '区',
    '县处级',
    '旗县',
    '旗县级',
  ],
  TOWNSHIP: ['乡级', '乡镇', '乡镇级', '镇级', '街道', '街道级', '乡镇街道', '乡镇街道级', '乡', '镇', '乡科级'],
}

const byWord = new Map(tiers.flatMap((tier) => words[tier].map((word) => [word, tier] as const)))

/** Reads 单位层级 as ledgers write it (州直, 县市, 乡镇（街道）); null when it is no known word. */
export function parseTier(text: string): Tier | null {
  const word = text.normalize('NFKC').replace(/[\s()、/·,，\-和及]/g, '')
  return byWord.get(word) ?? byWord.get(word.replace(/单位$|部门$/, '')) ?? null
}
