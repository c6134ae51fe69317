import path from 'node:path'
import type { Ctx } from '~/domain/context'
import { createCtx } from '~/domain/context.server'
import type { Database } from '~/infra/db.server'
import { readSettings } from '~/infra/env.server'
import type { Files } from '~/infra/files.server'
import { type Keyring, keyringOf, knownKeyringOf } from '~/infra/secret.server'
import type { Job, JobResult } from './job'
import { parseWords } from './words'

export interface Surroundings {
  /** Null for a job that needs none. */
  database: Database | null
  files: Files
  now: Date
  invokedFrom: string
  report(line: string): void
}

/** Runs one job on the words of its command line, by hand and by timetable alike. */
export function perform(job: Job, words: string[], around: Surroundings): Promise<JobResult> {
  const { args, flags } = parseWords(job, words)
  const call = { args, flags, files: around.files, report: around.report, path: (file: string) => path.resolve(around.invokedFrom, file) }
  return job.run({
    ...call,
    get ctx(): Ctx {
      return ctxOf(job, around)
    },
    get keyring(): Keyring {
      return job.readOnly ? knownKeyringOf(readSettings()) : keyringOf(readSettings(), around.report)
    },
  })
}

function ctxOf(job: Job, { database, now }: Surroundings): Ctx {
  if (!database) throw new Error(`job ${job.name} declares that it needs no database`)
  return createCtx({ db: database.db, pool: database.pool, actor: { kind: 'job', name: job.name }, scope: { path: null }, now })
}
