import type { Ctx } from '~/domain/context'
import type { SafeFetch } from '~/infra/safe-fetch.server'
import type { Keyring } from '~/infra/secret.server'
import { isBridge } from '~/domain/account/feed-address'
import type { CredentialDesk, Reading, SeenIdentity, Token } from './adapter'

import { CollectError, type ErrorKind } from './collect-error'
import { oldestOf } from './coverage'
import { boundToHost } from './credential-host'
import { openCredential } from './credential-desk.server'
import { kindFacts, mayProveSilence } from './kind'
import { judgeReading } from './look'
import { type Answer, lookAt, type PlatformAddresses } from './look-at.server'
import { getOwnCredential } from './own-credential.server'
import { getOwnSource } from './own-source.server'
import { getOwnAccount } from './read-account.server'
import { type Outcome, outcomeOfKind } from './source'
import type { AddSourceInput, SourceIdInput } from './source-inputs'

export interface TrialTools {
  fetch: SafeFetch
  keyring: Keyring
  platforms: PlatformAddresses
}

/** What was understood of a source, of which nothing is saved. */
export interface Trial {
  outcome: Outcome
  errorKind: ErrorKind | null
  message: string | null
  /** How many items were read, and the newest of them. */
  items: number
  skipped: number
  newest: { title: string | null; url: string | null; publishedAt: Date | null }[]
  undated: number
  /** From when on it could prove silence; null where it never can, or not by this look. */
  provenFrom: Date | null
  mayProveSilence: boolean
  followers: number | null
  identity: SeenIdentity | null
  tookMs: number
}

const shown = 10
const trialId = 'trial'

/**
 * Tries a source before it is kept: one real look, and what was understood of it. Nothing of it is saved, and a renewing token is not spent; that
 * somebody tried is written down.
 * @throws NotFound (outside the actor's units)
 */
export async function trySource(ctx: Ctx, tools: TrialTools, input: AddSourceInput): Promise<Trial> {
  const account = await getOwnAccount(ctx.db, ctx, input.accountId)
  if (input.credentialId) await getOwnCredential(ctx.db, ctx, input.credentialId, input.kind)
  const { credentialId } = input
  const desk = async () => (credentialId ? await openCredential(ctx.pool, tools.keyring, credentialId, ctx.now) : typedDesk(input))
  const url = input.url ?? null
  const own = input.seesAllPosts && url !== null && !isBridge(url)
  const source = {
    ...unseen,
    id: trialId,
    accountId: account.id,
    kind: input.kind,
    url,
    config: input.config,
    seesAllPosts: mayProveSilence(input.kind, own),
  }
  return trial(ctx, tools, source, desk, account.unitId)
}

/** The same for a source that stands. @throws NotFound */
export async function tryStandingSource(ctx: Ctx, tools: TrialTools, { sourceId }: SourceIdInput): Promise<Trial> {
  const { id, accountId, kind, url, config, seesAllPosts, credentialId, account } = await getOwnSource(ctx.db, ctx, sourceId)
  const desk = async () => (credentialId === null ? null : await openCredential(ctx.pool, tools.keyring, credentialId, ctx.now))
  return trial(
    ctx,
    tools,
    { ...unseen, id, accountId, kind, url, config: config as Record<string, string>, seesAllPosts },
    desk,
    account.unitId,
  )
}

const unseen = { etag: null, lastModified: null, lastSuccessAt: null, memory: null }

type Tried = Parameters<typeof lookAt>[0]

type Desk = CredentialDesk & { settle?(): Promise<void> }

async function trial(ctx: Ctx, tools: TrialTools, source: Tried, open: () => Promise<Desk | null>, unitId: string): Promise<Trial> {
  const began = performance.now()
  const told = toldOf(await answerOf(ctx, tools, source, open), source, ctx.now)
  const { kind, url } = source
  await ctx.record('activity.trySource', {
    subject: source.id === trialId ? { type: 'account', id: source.accountId, unitId } : { type: 'source', id: source.id, unitId },
    detail: { kind, url, outcome: told.outcome },
  })
  return { ...told, mayProveSilence: source.seesAllPosts, tookMs: Math.round(performance.now() - began) }
}

async function answerOf(ctx: Ctx, tools: TrialTools, source: Tried, open: () => Promise<Desk | null>): Promise<Answer> {
  try {
    const desk = await open()
    if (desk === null && kindFacts[source.kind].credential && source.kind !== 'JSON') {
      throw new CollectError('config', 'credential.gone', '请先填写授权。')
    }
    const answer = await lookAt(source, desk, { ...tools, at: ctx.now, signal: AbortSignal.timeout(60_000) })
    await desk?.settle?.()
    return answer
  } catch (error) {
    if (error instanceof CollectError) return { error, status: null }
    throw error
  }
}

function toldOf(answer: Answer, source: Tried, at: Date): Omit<Trial, 'mayProveSilence' | 'tookMs'> {
  if ('error' in answer) {
    const { kind, message } = answer.error
    const nothing = { items: 0, skipped: 0, newest: [], undated: 0, provenFrom: null, followers: null, identity: null }
    return { ...nothing, outcome: outcomeOfKind[kind], errorKind: kind, message }
  }
  const { reading } = answer
  const { outcome, errorKind, message } = judgeReading(reading, { ...before, ...source }, at, new Set(), reading.posts.length)
  const newest = [...reading.posts].sort((a, b) => (b.publishedAt?.getTime() ?? 0) - (a.publishedAt?.getTime() ?? 0)).slice(0, shown)
  return {
    ...{ outcome, errorKind, message, items: reading.posts.length, skipped: reading.skipped },
    newest: newest.map(({ title, url, publishedAt }) => ({ title, url, publishedAt })),
    undated: reading.posts.filter((post) => post.publishedAt === null).length,
    provenFrom: source.seesAllPosts ? provenFrom(reading, at) : null,
    followers: reading.days?.map((day) => day.followers).findLast((count) => count !== null && count !== undefined) ?? null,
    identity: reading.identity ?? null,
  }
}

const before = { usualItems: null, shrunkSince: null, span: null }

function provenFrom({ covers, posts, skipped }: Reading, at: Date): Date | null {
  if (Array.isArray(covers)) return covers[0]?.from ?? null
  if (covers !== 'list' || skipped > 0 || posts.some((post) => post.publishedAt === null)) return null
  return oldestOf({ at, items: posts })
}

/** An authorisation as typed, kept by nobody. A renewing token would be used up by a trial: it is left out. */
function typedDesk({ kind, secrets, url }: AddSourceInput): CredentialDesk | null {
  if (!kindFacts[kind].credential || Object.values(secrets).every((value) => value === '')) return null
  const { refreshToken: _, ...usable } = boundToHost(kind, secrets, url)
  const desk: CredentialDesk = {
    id: trialId,
    secret: kind === 'WECHAT_COMPONENT' ? secrets : usable,
    token: null,
    async saveToken(token: Token) {
      desk.token = token
    },
    spend: () => undefined,
  }
  return desk
}
