import type { LedgerStage } from './import-ledger.server'

export interface ImportProgress {
  stage: LedgerStage
  /** 0…1 of the stage; null where it cannot be said. */
  done: number | null
}

declare global {
  var zhangbenImports: Map<string, ImportProgress> | undefined
}

/** In memory: the embedded database is busy with the import itself. One map for both copies of the modules (see runtime.server.ts). */
function running(): Map<string, ImportProgress> {
  globalThis.zhangbenImports ??= new Map()
  return globalThis.zhangbenImports
}

/** Runs a check or an import whose progress `findProgress` tells under the same key meanwhile. */
export async function withProgress<T>(
  key: string,
  work: (progress: (stage: LedgerStage, done: number | null) => void) => Promise<T>,
): Promise<T> {
  running().set(key, { stage: 'reading', done: 0 })
  try {
    return await work((stage, done) => running().set(key, { stage, done }))
  } finally {
    running().delete(key)
  }
}

/** Null when nothing runs under this key, or no longer. */
export function findProgress(key: string): ImportProgress | null {
  return running().get(key) ?? null
}
