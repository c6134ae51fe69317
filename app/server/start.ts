import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { createRequestHandler } from '@remix-run/express'
import type { ServerBuild } from '@remix-run/node'
import express, { type ErrorRequestHandler, type RequestHandler } from 'express'
import type { Database } from '~/infra/db.server'
import type { Settings } from '~/infra/env.server'
import type { Files } from '~/infra/files.server'
import { log } from '~/infra/log.server'
import { setRuntime } from '~/infra/runtime.server'
import type { Keyring } from '~/infra/secret.server'
import { assets } from './assets'
import { formsOnly, headers, identify, limitBody, ownPath, refuse, sameOrigin } from './edge'
import { alive, readiness } from './health'

/** `npm run build` has not been run. */
export class NotBuilt extends Error {}

export interface ServerParts {
  /** `origin`: where people reach it; null: http://localhost and the port that was given. */
  settings: Pick<Settings, 'anchors' | 'host' | 'origin' | 'passwordProfile' | 'sso' | 'trustedProxy'>
  keyring: Keyring
  database: Database
  files: Files
  /** 0: any free port. */
  port: number
}

export interface RunningServer {
  origin: string
  port: number
  /** Answers "not ready", finishes what is under way and closes; the database stays open. */
  close(): Promise<void>
}

/** Serves the pages, the procedures and the health of one process over an open database. */
export async function startServer({ settings, keyring, database, files, port }: ServerParts): Promise<RunningServer> {
  const build = await loadBuild()
  let origin = settings.origin ?? ''
  let closing = false

  const app = express().disable('x-powered-by')
  app.use(
    identify(settings.trustedProxy),
    headers(() => origin),
    ownPath,
  )
  app.get('/healthz', alive)
  app.get(
    '/readyz',
    readiness(database, () => closing),
  )
  app.use(
    assets(path.resolve('build/client')),
    limitBody,
    sameOrigin(() => origin),
    formsOnly,
    noStore,
    pages(build),
    failed,
  )

  const http = createServer(app)
  await listen(http, port, settings.host)
  const given = (http.address() as AddressInfo).port
  origin ||= `http://localhost:${given}`
  const { anchors, passwordProfile, sso } = settings
  setRuntime({ database, files, origin, keyring, anchors, passwordProfile, sso })
  return {
    origin,
    port: given,
    close() {
      closing = true
      http.closeIdleConnections()
      return new Promise((resolve, reject) => http.close((error) => (error ? reject(error) : resolve())))
    },
  }
}

/** Made by `npm run build`; absent until then. */
async function loadBuild(): Promise<ServerBuild> {
  const file = path.resolve('build/server/index.js')
  try {
    return await import(pathToFileURL(file).href)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND' && error.message.includes(file)) {
      throw new NotBuilt('还没有构建，请先运行 npm run build。')
    }
    throw error
  }
}

function pages(build: ServerBuild): RequestHandler {
  return createRequestHandler({
    build,
    mode: 'production',
    getLoadContext: (_req, res) => ({ nonce: String(res.locals.nonce), requestId: String(res.locals.requestId) }),
  })
}

/** What a page says about people and accounts stays out of caches; only Remix's list of routes may be kept. */
const noStore: RequestHandler = (req, res, next) => {
  if (req.path !== '/__manifest') res.setHeader('Cache-Control', 'no-store')
  next()
}

const failed: ErrorRequestHandler = (error, req, res, next) => {
  log.error({ err: error, requestId: res.locals.requestId, method: req.method, path: req.path }, 'request failed')
  if (res.headersSent) return next(error)
  refuse(res, 500, '系统出错，已记录。请稍后再试；仍不行时，请把编号告诉系统管理员。')
}

function listen(http: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', reject)
    http.listen(port, host, () => {
      http.off('error', reject)
      resolve()
    })
  })
}
