import { DomainError } from '~/domain/errors'
import { FetchError } from '~/infra/fetch-guard.server'
import { log } from '~/infra/log.server'
import type { SafeFetch } from '~/infra/safe-fetch.server'
import type { CredentialDesk, LookedAt, Reading } from './adapter'
import { broken, CollectError } from './collect-error'
import { collectErrorOf } from './fetch-failure'
import type { SourceKind } from './kind'
import { adapters } from './sources/catalogue.server'

export type PlatformAddresses = Readonly<Record<'WECHAT' | 'WEIBO' | 'BILIBILI' | 'DOUYIN' | 'KUAISHOU', string>>

export type Answer = { reading: Reading } | { error: CollectError; status: number | null }

/** One look at one source. Whatever happens has a name and a sentence; what is our own fault is logged. */
export async function lookAt(
  source: LookedAt,
  credential: CredentialDesk | null,
  tools: { fetch: SafeFetch; platforms: PlatformAddresses; at: Date; signal: AbortSignal },
): Promise<Answer> {
  const { fetch, platforms, at, signal } = tools
  try {
    const adapter = adapters[source.kind]
    if (!adapter) throw new CollectError('config', 'source.not-collected', '这种来源由人员填报，不自动采集。')
    return { reading: await adapter({ source, at, fetch, signal, credential, base: baseOf(source.kind, platforms) }) }
  } catch (error) {
    if (error instanceof CollectError) return { error, status: null }
    if (error instanceof FetchError) return { error: collectErrorOf(error, at), status: error.status ?? null }
    if (error instanceof DomainError) return { error: new CollectError('parse', error.code, error.message), status: 200 }
    log.error({ source: source.id, stack: error instanceof Error ? error.stack : String(error) }, 'a look broke off')
    return { error: broken(), status: null }
  }
}

/** Where the interface of a kind is reached; '' where the source has its own address. */
function baseOf(kind: SourceKind, platforms: PlatformAddresses): string {
  if (kind === 'WECHAT' || kind === 'WECHAT_COMPONENT' || kind === 'MINIPROGRAM') return platforms.WECHAT
  if (kind === 'WEIBO' || kind === 'BILIBILI' || kind === 'DOUYIN' || kind === 'KUAISHOU') return platforms[kind]
  return ''
}
