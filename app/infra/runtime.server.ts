import type { Database } from './db.server'
import type { PasswordProfile, SsoSettings } from './env.server'
import type { Files } from './files.server'
import type { Keyring } from './secret.server'

/** What the server opened once and every request uses. */
export interface Runtime {
  database: Database
  files: Files
  /** Where people reach this installation, without a trailing slash: 'https://zhangben.example.gov.cn'. */
  origin: string
  keyring: Keyring
  /** The file of the audit's anchors. */
  anchors: string
  passwordProfile: PasswordProfile
  sso: SsoSettings | null
}

declare global {
  var zhangbenRuntime: Runtime | undefined
}

/** The server runs from source, the pages from the build: two copies of every module, one global between them. */
export function setRuntime(runtime: Runtime): void {
  globalThis.zhangbenRuntime = runtime
}

export function getRuntime(): Runtime {
  if (!globalThis.zhangbenRuntime) throw new Error('The server has not been started: setRuntime was never called.')
  return globalThis.zhangbenRuntime
}
