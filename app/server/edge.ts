import { randomBytes, randomUUID } from 'node:crypto'
import type { RequestHandler, Response } from 'express'
import helmet from 'helmet'
import { clientAddress } from './client-address'

const upload = 21_000_000
const ordinary = 1_000_000

/**
 * Each request gets a number of our own for the log and the error page, and the address it came from; each response a fresh nonce.
 * What came in under these headers is overwritten.
 */
export function identify(proxies: readonly string[]): RequestHandler {
  return (req, res, next) => {
    const requestId = randomUUID()
    req.headers['x-request-id'] = requestId
    req.headers['x-client-ip'] = clientAddress(req, proxies)
    res.setHeader('X-Request-Id', requestId)
    res.locals.requestId = requestId
    res.locals.nonce = randomBytes(16).toString('base64')
    next()
  }
}

/** Headers of every response. Scripts run by nonce alone; the kit needs inline styles; the referrer policy keeps `Origin` on plain forms. */
export function headers(origin: () => string): RequestHandler {
  const secured = securityHeaders(true)
  const plain = securityHeaders(false)
  return (req, res, next) => {
    res.setHeader('Permissions-Policy', 'camera=(), microphone=(), geolocation=()')
    return origin().startsWith('https:') ? secured(req, res, next) : plain(req, res, next)
  }
}

function securityHeaders(https: boolean) {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'script-src': [(_req, res) => `'nonce-${(res as Response).locals.nonce}'`, "'strict-dynamic'"],
        'object-src': ["'none'"],
        'base-uri': ["'none'"],
        'frame-ancestors': ["'none'"],
        'form-action': ["'self'"],
        'img-src': ["'self'", 'data:'],
        'style-src': ["'self'", "'unsafe-inline'"],
        'connect-src': ["'self'"],
      },
    },
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
    strictTransportSecurity: https && { maxAge: 31_536_000, includeSubDomains: false },
    xFrameOptions: { action: 'deny' },
  })
}

/**
 * Refuses every change that another site could have sent in somebody's name, before Remix and tRPC see it. Compares with the configured
 * origin, never with a header. What passes carries that origin's host, since Remix would believe X-Forwarded-Host.
 */
export function sameOrigin(origin: () => string): RequestHandler {
  return (req, res, next) => {
    const ours = origin()
    if (!['GET', 'HEAD', 'OPTIONS'].includes(req.method) && !isOurs(req.headers, ours)) {
      return refuse(res, 403, '这个请求不是从本系统的页面发出的，已拒绝。请打开本系统的页面再操作一次。')
    }
    req.headers.host = new URL(ours).host
    delete req.headers['x-forwarded-host']
    delete req.headers.origin
    next()
  }
}

function isOurs(headers: NodeJS.Dict<string | string[]>, ours: string): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || (site === 'none' && headers['sec-fetch-mode'] === 'navigate')
  if (headers.origin !== undefined) return headers.origin === ours
  return !String(headers.cookie ?? '').includes('__Host-sid=')
}

/** An address is a path of ours that can be read: neither `*` nor the whole address of a site, as one writes to a proxy, nor half a percent sign. */
export const ownPath: RequestHandler = (req, res, next) => {
  if (!req.url.startsWith('/') || !isReadable(req.path)) return refuse(res, 400, '请求的地址不对。')
  next()
}

function isReadable(path: string): boolean {
  try {
    return decodeURIComponent(path) !== ''
  } catch {
    return false
  }
}

/** Pages are sent forms, and nothing else; what programs send is looked at where they are answered. */
export const formsOnly: RequestHandler = (req, res, next) => {
  const isForm = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(req.headers['content-type'] ?? '')
  if (['GET', 'HEAD', 'OPTIONS'].includes(req.method) || isForm || req.path.startsWith('/api/')) return next()
  refuse(res, 415, '只接受表单。')
}

/** A body has a stated length and a limit: files as forms of many parts, everything else small. */
export const limitBody: RequestHandler = (req, res, next) => {
  if (req.headers['transfer-encoding'] !== undefined) return refuse(res, 411, '请求须写明长度。')
  const largest = /^multipart\/form-data\b/i.test(req.headers['content-type'] ?? '') ? upload : ordinary
  if (Number(req.headers['content-length'] ?? 0) > largest) return refuse(res, 413, '提交的内容太大：文件不超过 20 MB，其他不超过 1 MB。')
  next()
}

export function refuse(res: Response, status: number, sentence: string): void {
  res
    .status(status)
    .type('text/plain')
    .set({ Connection: 'close', 'Cache-Control': 'no-store' })
    .send(`${sentence}\n编号：${res.locals.requestId}\n`)
}
