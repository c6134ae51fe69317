import { lookup } from 'node:dns/promises'
import type { LookupFunction } from 'node:net'
import PQueue from 'p-queue'
import { Agent, fetch, type Response } from 'undici'
import { checkTarget, checkUrl, FetchError } from './fetch-guard.server'

export interface FetchRules {
  /** CIDRs of private networks an administrator opened, with all their ports. */
  allow: readonly string[]
  /** Ports of the open web beside 80 and 443. */
  ports: readonly number[]
  maxBytes: number
  headersTimeout: number
  idleTimeout: number
  totalTimeout: number
  maxRedirects: number
  retries: number
  /** Requests to one host at once, and the least time between their starts. */
  perHost: number
  spacing: number
  userAgent: string
}

export const defaultRules: FetchRules = {
  allow: [],
  ports: [],
  maxBytes: 2 * 1024 * 1024,
  headersTimeout: 10_000,
  idleTimeout: 15_000,
  totalTimeout: 30_000,
  maxRedirects: 5,
  retries: 3,
  perHost: 1,
  spacing: 1_000,
  userAgent: 'Zhangben/0.1 (registry of government new-media accounts; feed reader)',
}

export interface FetchCall {
  etag?: string | null
  lastModified?: string | null
}

/** A 2xx or a 304. `body` is decoded from gzip and the like, never from its charset. */
export interface Fetched {
  status: number
  url: string
  body: Uint8Array
  contentType: string | null
  etag: string | null
  lastModified: string | null
}

export type SafeFetch = (url: string, call?: FetchCall) => Promise<Fetched>

export interface FetchTools {
  resolve(host: string): Promise<{ address: string; family: number }[]>
  sleep(ms: number): Promise<void>
  random(): number
  now(): number
}

const realTools: FetchTools = {
  resolve: (host) => lookup(host, { all: true, verbatim: true }),
  sleep: (ms) => new Promise((done) => setTimeout(done, ms)),
  random: Math.random,
  now: Date.now,
}

const hostGivesUpAfter = 5
const longestWait = 60_000

/**
 * GET for addresses other people gave: resolves once, checks every address, connects to the checked one, checks each redirect again,
 * caps size and time, retries what may pass, spaces requests per host. One instance serves one sweep: a host that failed five times
 * in a row is left alone by it.
 * @throws FetchError
 */
export function createSafeFetch(rules: Partial<FetchRules> = {}, tools: Partial<FetchTools> = {}): SafeFetch {
  const rule = { ...defaultRules, ...rules }
  const tool = { ...realTools, ...tools }
  const queues = new Map<string, PQueue>()
  const failures = new Map<string, number>()

  return async (url, call = {}) => {
    const host = checkUrl(url).host
    const queue = queues.get(host) ?? newQueue(rule)
    queues.set(host, queue)
    const result = await queue.add(async () => {
      if ((failures.get(host) ?? 0) >= hostGivesUpAfter) throw new FetchError('network', 'host-resting')
      try {
        const fetched = await withRetries(() => once(url, call, rule, tool), rule, tool)
        failures.delete(host)
        return fetched
      } catch (error) {
        if (isHostFailure(error)) failures.set(host, (failures.get(host) ?? 0) + 1)
        throw error
      }
    })
    return result
  }
}

function newQueue(rule: FetchRules): PQueue {
  return new PQueue({ concurrency: rule.perHost, ...(rule.spacing > 0 ? { interval: rule.spacing, intervalCap: rule.perHost } : {}) })
}

function isHostFailure(error: unknown): boolean {
  if (!(error instanceof FetchError)) return false
  return error.kind === 'network' || error.kind === 'timeout' || (error.status ?? 0) >= 500
}

/** Full jitter: rand · min(cap, base · 2ⁿ); a wait the site asked for is kept, or the call given up when it is long. */
async function withRetries(attempt: () => Promise<Fetched>, rule: FetchRules, tool: FetchTools): Promise<Fetched> {
  for (let n = 0; ; n++) {
    try {
      return await attempt()
    } catch (error) {
      if (!(error instanceof FetchError) || n >= rule.retries || !mayPass(error)) throw error
      if ((error.retryAfter ?? 0) > longestWait) throw error
      await tool.sleep(error.retryAfter ?? tool.random() * Math.min(10_000, 500 * 2 ** n))
    }
  }
}

function mayPass(error: FetchError): boolean {
  if (error.kind === 'network') return error.code !== 'ENOTFOUND'
  return error.kind === 'http' && error.status !== undefined && ([408, 425, 429].includes(error.status) || error.status >= 500)
}

async function once(start: string, call: FetchCall, rule: FetchRules, tool: FetchTools): Promise<Fetched> {
  const total = AbortSignal.timeout(rule.totalTimeout)
  let url = start
  for (let hop = 0; hop <= rule.maxRedirects; hop++) {
    const { agent, response } = await open(url, call, rule, tool, total)
    try {
      const location = response.headers.get('location')
      if (response.status < 300 || response.status === 304 || response.status >= 400 || location === null)
        return await take(response, url, rule, tool)
      url = new URL(location, url).toString()
    } catch (error) {
      throw asFetchError(error)
    } finally {
      await agent.destroy()
    }
  }
  throw new FetchError('http', 'too-many-redirects')
}

async function open(address: string, call: FetchCall, rule: FetchRules, tool: FetchTools, total: AbortSignal) {
  const url = checkUrl(address)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const found = await Promise.race([tool.resolve(host), aborted(total)]).catch((error: unknown) => {
    throw asFetchError(error)
  })
  if (found.length === 0) throw new FetchError('network', 'ENOTFOUND')
  checkTarget(
    url,
    found.map((one) => one.address),
    { allow: rule.allow, ports: rule.ports },
  )
  const agent = new Agent({
    connect: { lookup: pinned(found), timeout: rule.headersTimeout },
    headersTimeout: rule.headersTimeout,
    bodyTimeout: rule.idleTimeout,
    pipelining: 0,
  })
  try {
    const response = await fetch(url, { dispatcher: agent, redirect: 'manual', signal: total, headers: headersOf(call, rule) })
    return { agent, response }
  } catch (error) {
    await agent.destroy()
    throw asFetchError(error)
  }
}

/** Hands the connection the addresses that were checked, so that a second answer of the name server cannot slip in. */
function pinned(found: { address: string; family: number }[]): LookupFunction {
  return (_host, options, done) => {
    const first = found[0]
    if (options.all || !first) done(null, found)
    else done(null, first.address, first.family)
  }
}

function headersOf(call: FetchCall, rule: FetchRules): Record<string, string> {
  return {
    'user-agent': rule.userAgent,
    accept: 'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5',
    ...(call.etag ? { 'if-none-match': call.etag } : {}),
    ...(call.lastModified ? { 'if-modified-since': call.lastModified } : {}),
  }
}

async function take(response: Response, url: string, rule: FetchRules, tool: FetchTools): Promise<Fetched> {
  const { status, headers } = response
  if (status !== 304 && (status < 200 || status >= 300)) {
    const retryAfter = waitOf(headers.get('retry-after'), tool.now())
    throw new FetchError('http', `status-${status}`, { status, ...(retryAfter === null ? {} : { retryAfter }) })
  }
  const body = status === 304 ? new Uint8Array() : await read(response, rule.maxBytes)
  return {
    status,
    url,
    body,
    contentType: headers.get('content-type'),
    etag: headers.get('etag'),
    lastModified: headers.get('last-modified'),
  }
}

async function read(response: Response, maxBytes: number): Promise<Uint8Array> {
  const encoded = response.headers.has('content-encoding')
  if (!encoded && Number(response.headers.get('content-length') ?? 0) > maxBytes) throw new FetchError('tooLarge', 'declared-size')
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength
    if (size > maxBytes) throw new FetchError('tooLarge', 'size')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Retry-After in ms: seconds or an HTTP date. */
function waitOf(header: string | null, now: number): number | null {
  if (header === null) return null
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000
  const at = Date.parse(header)
  return Number.isNaN(at) ? null : Math.max(0, at - now)
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_done, fail) => signal.addEventListener('abort', () => fail(signal.reason), { once: true }))
}

function asFetchError(error: unknown): FetchError {
  if (error instanceof FetchError) return error
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause.name === 'TimeoutError') return new FetchError('timeout', 'total', { cause: error })
    const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : null
    if (code?.startsWith('UND_ERR_') && code.endsWith('_TIMEOUT'))
      return new FetchError('timeout', code.slice(8, -8).toLowerCase(), { cause: error })
    if (code) return new FetchError('network', code, { cause: error })
  }
  return new FetchError('network', 'failed', { cause: error })
}
