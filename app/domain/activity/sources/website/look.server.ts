import { z } from 'zod'
import type { LookCall, Reading } from '~/domain/activity/adapter'
import { CollectError } from '~/domain/activity/collect-error'
import { checkUrl, FetchError } from '~/infra/fetch-guard.server'
import type { FetchCall, Fetched } from '~/infra/safe-fetch.server'
import { type Gate, openGate } from './robots.server'

const memoryShape = z.object({
  /** The address and filter it was learnt for. */
  of: z.string(),
  /** When robots.txt and the page were last gone through in full. */
  learntAt: z.coerce.date(),
  /** What is asked next time, with what it answered last. */
  what: z.enum(['feed', 'page']),
  address: z.string(),
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  /** What articles' own pages said: key, instant, field, title. */
  articles: z.array(
    z.tuple([z.string(), z.coerce.date().nullable(), z.enum(['PubDate', 'day', 'gone']).nullable(), z.string().nullable()]),
  ),
})
export type WebsiteMemory = z.infer<typeof memoryShape>

/** What the last good look left, if it still is about this address. */
export function recall({ source }: LookCall, of: string): WebsiteMemory | null {
  const { data } = memoryShape.safeParse(source.memory)
  return data?.of === of ? data : null
}

/** A robots.txt holds for a day (RFC 9309 2.4), and a feed that fell asleep is found out after one. */
const lasts = 24 * 3_600_000

export function isFresh({ learntAt }: WebsiteMemory, at: Date): boolean {
  return at.getTime() - learntAt.getTime() < lasts && learntAt <= at
}

/** One look at a website, and what is known at its start. */
export interface WebsiteLook {
  call: LookCall
  url: URL
  /** Part of the address every article must have. */
  match: string | null
  gate: Gate
  memory: WebsiteMemory | null
  /** When robots.txt and page were gone through: at this look, or at the one whose findings it goes by. */
  learntAt: Date
}

export function beginLook(call: LookCall): WebsiteLook {
  const { url } = call.source
  if (url === null) throw new CollectError('config', 'source.no-address', '没有填写采集地址，请补填。')
  const match = call.source.config.match?.trim() || null
  return { call, url: checkUrl(url), match, gate: openGate(call), memory: recall(call, topicOf(url, match)), learntAt: call.at }
}

function topicOf(url: string, match: string | null): string {
  return JSON.stringify([url, match])
}

export type Document = Pick<WebsiteMemory, 'what' | 'articles'> & { fetched: Fetched; isWhole: boolean }

/** What the next look may go by. An answer that was not read whole is asked for in full again. */
export function remember({ call, match, learntAt }: WebsiteLook, { what, articles, fetched, isWhole }: Document): WebsiteMemory {
  const { url: address, etag, lastModified } = fetched
  const validators = isWhole ? { etag, lastModified } : { etag: null, lastModified: null }
  return { of: topicOf(call.source.url ?? '', match), learntAt, what, address, ...validators, articles }
}

/**
 * Fetches a document of the site itself. Headers of our own keep the request from being redirected, to another site among others.
 * @throws FetchError
 */
export async function fetchOwn({ call }: WebsiteLook, address: string, accept: string, validators: FetchCall = {}): Promise<Fetched> {
  const { etag = null, lastModified = null } = validators
  return ready(await call.fetch(address, { etag, lastModified, signal: call.signal, headers: { accept } }))
}

/** 202 is what guards against robots answer before they have made up their mind. @throws FetchError */
export function ready(fetched: Fetched): Fetched {
  if (fetched.status === 202) throw new FetchError('http', 'status-202', { status: 202 })
  return fetched
}

/** A document that is welcome and not needed: null where robots.txt forbids it or it does not come. */
export async function findOwn(look: WebsiteLook, url: URL, accept: string): Promise<Fetched | null> {
  if (!(await look.gate.allows(url))) return null
  try {
    return await fetchOwn(look, url.href, accept)
  } catch (error) {
    if (look.call.signal.aborted || !(error instanceof FetchError)) throw error
    return null
  }
}

/** What is read if it can be. */
export function orNull(read: () => Reading | null): Reading | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof CollectError && error.kind === 'parse') return null
    throw error
  }
}
