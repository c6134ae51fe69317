import { mkdtempSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { openFiles } from '~/infra/files.server'
import { jobs } from '../../jobs/catalogue'
import { aKeyring } from './server'
import type { World } from './world'

/** Runs a documented command in process, on a world's database: what `npm run job -- <name> … --json` would print and return. */
export async function command(world: World, name: string, args: string[] = [], flags: Record<string, string | true> = {}, now?: Date) {
  const job = jobs.find((candidate) => candidate.name === name)
  if (!job) throw new Error(`no job ${name}`)
  const files = openFiles(mkdtempSync(path.join(os.tmpdir(), 'zb-files-')))
  return job.run({
    args,
    flags,
    ctx: world.ctx({ actor: { kind: 'job', name }, ...(now && { now }) }),
    files,
    keyring: aKeyring,
    report: () => undefined,
    path: (file) => path.resolve(file),
  })
}
