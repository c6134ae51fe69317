const systems: [RegExp, string][] = [
  [/HarmonyOS|OpenHarmony/i, 'HarmonyOS'],
  [/UOS|UnionTech/i, '统信 UOS'],
  [/Kylin/i, '银河麒麟'],
  [/iPad/, 'iPad'],
  [/iPhone/, 'iPhone'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/Linux/, 'Linux'],
]

/** Those that name themselves besides the engine they are built on come first. */
const browsers: [RegExp, string][] = [
  [/MicroMessenger/, '微信'],
  [/DingTalk/i, '钉钉'],
  [/QQBrowser/, 'QQ 浏览器'],
  [/360SE|360EE|QIHU/i, '360 浏览器'],
  [/HuaweiBrowser/, '华为浏览器'],
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]

/** What a browser says it is, in words people know; null where it says nothing of the kind. */
export function deviceOf(userAgent: string | null): { system: string | null; browser: string | null } {
  const named = (names: [RegExp, string][]) => names.find(([sign]) => sign.test(userAgent ?? ''))?.[1] ?? null
  return { system: named(systems), browser: named(browsers) }
}
