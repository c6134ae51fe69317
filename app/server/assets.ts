import { existsSync } from 'node:fs'
import path from 'node:path'
import express, { type RequestHandler } from 'express'

const types: Record<string, string> = { '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8' }
const packings = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const

/** The files of the build. Those in assets/ are named by their content and kept for ever; the build has packed them beforehand. */
export function assets(folder: string): RequestHandler[] {
  return [packed(folder), express.static(folder, { index: false, redirect: false, setHeaders })]
}

function setHeaders(res: express.Response, file: string): void {
  const forever = file.includes(`${path.sep}assets${path.sep}`)
  res.setHeader('Cache-Control', forever ? 'public, max-age=31536000, immutable' : 'public, max-age=3600')
}

function packed(folder: string): RequestHandler {
  return (req, res, next) => {
    const type = /^\/assets\/[\w.$-]+$/.test(req.path) && types[path.extname(req.path)]
    if (!type) return next()
    res.setHeader('Vary', 'Accept-Encoding')
    const packing = packings.find(([name, end]) => req.acceptsEncodings(name) && existsSync(path.join(folder, req.path + end)))
    if (packing) {
      res.setHeader('Content-Encoding', packing[0])
      res.setHeader('Content-Type', type)
      req.url = req.path + packing[1]
    }
    next()
  }
}
