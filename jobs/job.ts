import type { Ctx } from '~/domain/context'
import type { Files } from '~/infra/files.server'
import type { Keyring } from '~/infra/secret.server'

/** A command: run by hand through `npm run job`, or by the timetable. It calls verbs; its name stands in the audit. */
export interface Job {
  name: string
  /** First line: the synopsis, `import-ledger <file> [--dry-run] [--decimals <n>]`. Only flags named in it are accepted; one followed by a word takes a value. */
  usage: string
  /** False: runs without opening a database. */
  database: boolean
  /** Leaves the database and everything beside it as it was: not even an anchor of the audit is written after it. */
  readOnly?: true
  run(call: JobCall): Promise<JobResult>
}

export interface JobCall {
  /** Words that are not flags, the job's name left out. */
  args: string[]
  /** Without the dashes, as written: { 'dry-run': true, 'as-of': '2026-09-30' }. */
  flags: Record<string, string | true>
  /** Throws when touched by a job that declares `database: false`. */
  ctx: Ctx
  files: Files
  /** Opened when first asked for: only then is a missing key made. */
  keyring: Keyring
  /** A line for the person watching, on standard error. */
  report(line: string): void
  /** A path as the caller meant it: relative to the folder the command was typed in. */
  path(file: string): string
}

/** exit 0: done, nothing rejected. 1: a row or the content was refused, a check failed. 2: wrong usage, a file that cannot be opened. */
export interface JobResult {
  exit: 0 | 1 | 2
  /** The one document `--json` prints. */
  json: unknown
  /** What is printed without `--json`; the document, indented, by default. */
  text?: string
}
