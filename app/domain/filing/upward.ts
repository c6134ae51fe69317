import type { Tier } from './chain'

/** What an account is known by outside this registry. */
export const upwardFields = ['provincialNo', 'provincialOn', 'nationalNo', 'nationalOn', 'appFilingNo'] as const
export type UpwardField = (typeof upwardFields)[number]

export const upwardLabels: Record<UpwardField, string> = {
  provincialNo: '省级平台编号',
  provincialOn: '省级平台录入日期',
  nationalNo: '全国报送系统编号',
  nationalOn: '全国报送系统录入日期',
  appFilingNo: '应用程序备案编号（网信）',
}

/** Something about an app or mini-program that its office should look at. */
export type AppRemark = 'app-line' | 'app-tier'

/** Platforms whose filing line is 网信, not the government office (国办函〔2026〕12号). */
const appPlatforms: readonly string[] = ['app', 'wechat_miniprogram']

export function isAppPlatform(platformCode: string | null): boolean {
  return platformCode !== null && appPlatforms.includes(platformCode)
}

/** Apps and mini-programs: filed with 网信, and in principle not made below the county (国办函〔2026〕12号). Neither blocks. */
export function appRemarks({
  platformCode,
  tier,
  appFilingNo,
}: {
  platformCode: string | null
  tier: Tier
  appFilingNo: string | null
}): AppRemark[] {
  if (!isAppPlatform(platformCode)) return []
  return [...(appFilingNo ? [] : ['app-line' as const]), ...(tier === 'TOWNSHIP' ? ['app-tier' as const] : [])]
}
