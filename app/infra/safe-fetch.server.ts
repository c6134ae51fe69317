import { lookup } from 'node:dns/promises'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import PQueue from 'p-queue'
import { Agent, type Dispatcher, request } from 'undici'
import { openDeadline } from './deadline'
import { nothing, read, textOf, waitOf } from './fetch-body.server'
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
  /** Hosts with quotas of their own (interfaces of platforms): asked without a space between, so many at once. */
  interfaces: readonly string[]
  perInterface: number
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
  interfaces: [],
  perInterface: 8,
  userAgent: 'Zhangben/0.1 (registry of government new-media accounts; feed reader)',
}

export interface FetchCall {
  etag?: string | null
  lastModified?: string | null
  method?: 'GET' | 'POST' | 'HEAD'
  /** Sent as JSON. */
  json?: unknown
  /** Sent as a form. */
  form?: Readonly<Record<string, string>>
  headers?: Readonly<Record<string, string>>
  /** An interface answers errors with a body that says which: any status is an answer then. */
  anyStatus?: boolean
  signal?: AbortSignal
}

/** A 2xx or a 304, with `anyStatus` any. `body` is decoded from gzip and the like, never from its charset; `date` is the other side's clock. */
export interface Fetched {
  status: number
  url: string
  body: Uint8Array
  contentType: string | null
  etag: string | null
  lastModified: string | null
  date: Date | null
  /** ms the other side asked to be left alone, by Retry-After. */
  retryAfter: number | null
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

const longestWait = 60_000

/**
 * HTTP for addresses other people gave: resolves, checks every address, connects to the checked one, checks each redirect again,
 * caps size and time, retries what may pass, spaces requests per host. Spacing holds within one instance; that one process alone asks a host
 * is the lanes' business. What carries a body or headers of its own is never redirected: a secret stays with whom it was meant for.
 * @throws FetchError
 */
export function createSafeFetch(rules: Partial<FetchRules> = {}, tools: Partial<FetchTools> = {}): SafeFetch {
  const rule = { ...defaultRules, ...rules }
  const tool = { ...realTools, ...tools }
  const queues = new Map<string, PQueue>()
  const agents = openAgents(rule)

  return async (url, call = {}) => {
    const { host, hostname } = checkUrl(url)
    const free = rule.interfaces.includes(hostname)
    const queue = queues.get(host) ?? newQueue(free ? rule.perInterface : rule.perHost, free ? 0 : rule.spacing)
    queues.set(host, queue)
    try {
      return await queue.add(() => withRetries(() => once(url, call, rule, tool, agents), rule, tool))
    } finally {
      forget(queues, host, queue, free ? 0 : rule.spacing)
    }
  }
}

function newQueue(concurrency: number, spacing: number): PQueue {
  return new PQueue({ concurrency, ...(spacing > 0 ? { interval: spacing, intervalCap: concurrency } : {}) })
}

/** A host nobody asks any more is forgotten once its spacing is over: a sweep of 100,000 hosts keeps a handful. */
function forget(queues: Map<string, PQueue>, host: string, queue: PQueue, spacing: number): void {
  if (queue.size + queue.pending > 0) return
  const drop = () => queue.size + queue.pending === 0 && queues.get(host) === queue && queues.delete(host)
  if (spacing === 0) drop()
  else setTimeout(drop, spacing).unref()
}

/** Connections are kept for the next request to the same checked addresses, a few seconds. */
interface Agents {
  to(origin: string, found: { address: string; family: number }[]): Agent
}

const mostAgents = 128

function openAgents(rule: FetchRules): Agents {
  const kept = new Map<string, Agent>()
  return {
    to(origin, found) {
      const key = [origin, ...found.map((one) => one.address).sort()].join(' ')
      const agent =
        kept.get(key) ??
        new Agent({
          connect: { lookup: pinned(found), timeout: rule.headersTimeout },
          headersTimeout: rule.headersTimeout,
          bodyTimeout: rule.idleTimeout,
          keepAliveTimeout: 2_000,
          keepAliveMaxTimeout: 2_000,
        })
      kept.delete(key)
      kept.set(key, agent)
      const oldest = kept.size > mostAgents ? kept.entries().next().value : undefined
      if (oldest) {
        kept.delete(oldest[0])
        oldest[1].close().catch(() => undefined) // lets what it still carries end
      }
      return agent
    },
  }
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

async function once(start: string, call: FetchCall, rule: FetchRules, tool: FetchTools, agents: Agents): Promise<Fetched> {
  const deadline = openDeadline(rule.totalTimeout, call.signal)
  let url = start
  try {
    for (let hop = 0; hop <= rule.maxRedirects; hop++) {
      const response = await open(url, call, rule, tool, agents, deadline.signal)
      const location = textOf(response.headers.location)
      if (response.statusCode < 300 || response.statusCode === 304 || response.statusCode >= 400 || location === null)
        return await take(response, url, call, rule, tool)
      response.body.on('error', () => undefined).destroy()
      if (bodyOf(call) !== null || call.headers !== undefined) throw new FetchError('http', 'redirected', { status: response.statusCode })
      url = new URL(location, url).toString()
    }
  } catch (error) {
    if (error instanceof FetchError) throw error
    if (deadline.isOver()) throw new FetchError('timeout', 'total', { cause: error })
    throw asFetchError(error)
  } finally {
    deadline.drop()
  }
  throw new FetchError('http', 'too-many-redirects')
}

async function open(address: string, call: FetchCall, rule: FetchRules, tool: FetchTools, agents: Agents, signal: AbortSignal) {
  const url = checkUrl(address)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const found = ipaddr.isValid(host)
    ? [{ address: host, family: ipaddr.parse(host).kind() === 'ipv6' ? 6 : 4 }]
    : await Promise.race([tool.resolve(host), aborted(signal)])
  if (found.length === 0) throw new FetchError('network', 'ENOTFOUND')
  checkTarget(
    url,
    found.map((one) => one.address),
    { allow: rule.allow, ports: rule.ports },
  )
  const body = bodyOf(call)
  return request(url, {
    dispatcher: agents.to(url.origin, found),
    method: call.method ?? (body === null ? 'GET' : 'POST'),
    signal,
    headers: headersOf(call, rule),
    ...(body === null ? {} : { body: body.text }),
  })
}

/** Hands the connection the addresses that were checked, so that a second answer of the name server cannot slip in. */
function pinned(found: { address: string; family: number }[]): LookupFunction {
  return (_host, options, done) => {
    const first = found[0]
    if (options.all || !first) done(null, found)
    else done(null, first.address, first.family)
  }
}

function bodyOf({ json, form }: FetchCall): { type: string; text: string } | null {
  if (form !== undefined) return { type: 'application/x-www-form-urlencoded', text: new URLSearchParams(form).toString() }
  return json === undefined ? null : { type: 'application/json', text: JSON.stringify(json) }
}

function headersOf(call: FetchCall, rule: FetchRules): Record<string, string> {
  const body = bodyOf(call)
  return {
    'user-agent': rule.userAgent,
    accept: 'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5',
    'accept-encoding': 'gzip, deflate, br',
    ...(call.etag ? { 'if-none-match': call.etag } : {}),
    ...(call.lastModified ? { 'if-modified-since': call.lastModified } : {}),
    ...(body === null ? {} : { 'content-type': body.type }),
    ...call.headers,
  }
}

async function take(response: Dispatcher.ResponseData, url: string, call: FetchCall, rule: FetchRules, tool: FetchTools): Promise<Fetched> {
  const { statusCode: status, headers, body } = response
  const retryAfter = waitOf(textOf(headers['retry-after']), tool.now())
  if (status !== 304 && (status < 200 || status >= 300) && !call.anyStatus) {
    await body.dump({ limit: 65_536 }).catch(() => undefined)
    throw new FetchError('http', `status-${status}`, { status, ...(retryAfter === null ? {} : { retryAfter }) })
  }
  const date = Date.parse(textOf(headers.date) ?? '')
  return {
    status,
    url,
    body:
      status === 304
        ? await nothing(body)
        : await read(body, textOf(headers['content-encoding']), textOf(headers['content-length']), rule.maxBytes),
    contentType: textOf(headers['content-type']),
    etag: textOf(headers.etag),
    lastModified: textOf(headers['last-modified']),
    date: Number.isNaN(date) ? null : new Date(date),
    retryAfter,
  }
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
