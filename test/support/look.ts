import type { Adapter, CredentialDesk, LookCall, LookedAt, Reading, Token } from '~/domain/activity/adapter'
import { CollectError } from '~/domain/activity/collect-error'
import { createSafeFetch } from '~/infra/safe-fetch.server'

export interface LookParts {
  source?: Partial<LookedAt>
  at?: Date
  secret?: Record<string, string>
  token?: Token | null
  /** Calls already counted today, by interface. */
  used?: Record<string, number>
  base?: string
}

/** One look of an adapter at a loopback platform, past the database: what it brought, which tokens it kept, which calls it counted. */
export async function aLook(
  adapter: Adapter,
  parts: LookParts = {},
): Promise<{ reading: Reading; tokens: Token[]; used: Record<string, number> }> {
  const tokens: Token[] = []
  const used = { ...parts.used }
  const credential: CredentialDesk = {
    id: 'a-credential',
    secret: parts.secret ?? {},
    token: parts.token ?? null,
    async saveToken(token) {
      tokens.push(token)
    },
    spend(api, perDay) {
      if ((used[api] ?? 0) >= perDay) throw new CollectError('quota', 'quota.used', '今天的调用次数已用完，明天会自动继续。')
      used[api] = (used[api] ?? 0) + 1
    },
  }
  const call: LookCall = {
    source: {
      ...{ id: 'a-source', accountId: 'an-account', kind: 'FEED', url: null, config: {}, seesAllPosts: true },
      ...{ etag: null, lastModified: null, lastSuccessAt: null, memory: null },
      ...parts.source,
    },
    at: parts.at ?? new Date('2026-11-22T02:00:00Z'),
    fetch: createSafeFetch({ allow: ['127.0.0.0/8'], spacing: 0, retries: 1 }, { sleep: async () => undefined }),
    signal: new AbortController().signal,
    credential: parts.secret ? credential : null,
    base: parts.base ?? 'http://127.0.0.1:1',
  }
  return { reading: await adapter(call), tokens, used }
}
