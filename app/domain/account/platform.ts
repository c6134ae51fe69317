import type { ContentClass } from './account'

/** An account type of the catalogue. What shares a uniqueness group is "the same platform" (国办发〔2018〕123号 四(一)). */
export interface Platform {
  code: string
  name: string
  aliases: string[]
  uniquenessGroup: string
  bulletinGroup: string
  defaultClass: ContentClass
  urlPatterns: string[]
  position: number
  active: boolean
}

export interface PlatformIndex {
  /** By code, name or alias as people write it: 微信（订阅号）, ｗｅｉｂｏ, 抖音号. */
  find(text: string): Platform | null
  /** The platforms an address can belong to by the catalogue's patterns. */
  ofUrl(url: string): Platform[]
  byCode(code: string): Platform | null
}

/** A platform's name as it is compared: NFKC, no spaces, brackets or separators, small letters. */
export function platformKey(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s()[\]【】「」·:：\-_—/、]/g, '')
}

export function indexPlatforms(platforms: readonly Platform[]): PlatformIndex {
  const codes = new Map(platforms.map((platform) => [platform.code, platform]))
  const names = new Map<string, Platform>()
  for (const platform of platforms)
    for (const name of [platform.code, platform.name, ...platform.aliases])
      if (!names.has(platformKey(name))) names.set(platformKey(name), platform)
  const found = new Map<string, Platform | null>()
  const patterns = platforms.flatMap((platform) => platform.urlPatterns.map((pattern) => ({ platform, matches: matcher(pattern) })))
  return {
    find(text) {
      const before = found.get(text)
      if (before !== undefined) return before
      const key = platformKey(text)
      const platform = names.get(key) ?? names.get(key.replace(/(官方)?(账号|帐号|号|平台)$/, '')) ?? null
      if (found.size < 1_000) found.set(text, platform)
      return platform
    },
    ofUrl: (url) => [...new Set(patterns.filter(({ matches }) => matches(url)).map(({ platform }) => platform))],
    byCode: (code) => codes.get(code) ?? null,
  }
}

/** A pattern is a regular expression on the whole address: ^https?://(www\\.)?weibo\\.com/. One that is none matches nothing. */
export function matcher(pattern: string): (url: string) => boolean {
  try {
    const regex = new RegExp(pattern, 'i')
    return (url) => regex.test(url)
  } catch {
    return () => false
  }
}
