import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ServerBuild } from '@remix-run/node'

export interface Way {
  id: string
  /** With its parameters still in it: '/accounts/:id'. */
  pattern: string
  isPage: boolean
  loads: boolean
  acts: boolean
}

/** Every route of the build, as its manifest has them. */
export async function waysOf(): Promise<Way[]> {
  const build: ServerBuild = await import(pathToFileURL(path.resolve('build/server/index.js')).href)
  const routes = Object.values(build.routes).flatMap((route) => route ?? [])
  const patternOf = (id: string | undefined): string => {
    const route = routes.find((one) => one.id === id)
    return route ? patternOf(route.parentId) + (route.path ? `/${route.path}` : '') : ''
  }
  return routes.map(({ id, module: { default: page, loader, action } }) => {
    return { id, pattern: patternOf(id) || '/', isPage: Boolean(page), loads: Boolean(loader), acts: Boolean(action) }
  })
}

/** The address of a way with these values for its parameters; `id` may differ by the first part of the path. */
export function addressOf({ pattern }: Way, values: Record<string, string>): string {
  const first = pattern.split('/')[1] ?? ''
  return pattern.replace(/:(\w+)/g, (_all, name: string) => values[`${first}.${name}`] ?? values[name] ?? 'x').replace('*', 'x')
}
