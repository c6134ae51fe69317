import robotsParser from 'robots-parser'
import type { LookCall } from '~/domain/activity/adapter'
import { CollectError } from '~/domain/activity/collect-error'
import { FetchError } from '~/infra/fetch-guard.server'

const userAgent = 'Zhangben'

/** What a site's robots.txt lets us read, asked for once per look (RFC 9309). */
export interface Gate {
  allows(url: URL): Promise<boolean>
  /** @throws CollectError 'blocked' (website.robots) */
  check(url: URL): Promise<void>
}

export function openGate(call: LookCall): Gate {
  const rules = new Map<string, ReturnType<typeof readRobots>>()
  const allows = async (url: URL) => {
    const robots = rules.get(url.origin) ?? readRobots(call, url.origin)
    rules.set(url.origin, robots)
    return (await robots).isAllowed(url.href, userAgent) !== false
  }
  return {
    allows,
    async check(url) {
      if (await allows(url)) return
      throw new CollectError(
        'blocked',
        'website.robots',
        '网站的 robots.txt 不允许采集该栏目，没有访问。请与网站管理单位联系，或改用其他来源。',
      )
    },
  }
}

/** Without the file everything is allowed; while it cannot be told whether there is one, nothing is (RFC 9309 2.3.1). */
async function readRobots(call: LookCall, origin: string) {
  const address = `${origin}/robots.txt`
  try {
    const { body } = await call.fetch(address, { signal: call.signal })
    return robotsParser(address, new TextDecoder().decode(body.subarray(0, 512 * 1024)))
  } catch (error) {
    if (!(error instanceof FetchError)) throw error
    if (error.kind === 'http' && error.status !== 429 && (error.status ?? 0) < 500) return robotsParser(address, '')
    if (error.kind !== 'http' && error.kind !== 'tooLarge') throw error
    throw new CollectError(
      ...(['network', 'website.robots-unreadable', '网站的 robots.txt 暂时无法读取，按规定先不采集。稍后会自动重试。'] as const),
      error.retryAfter ? new Date(call.at.getTime() + error.retryAfter) : null,
    )
  }
}
