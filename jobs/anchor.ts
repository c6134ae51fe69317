import type { Pool } from 'pg'
import { anchorHead } from '~/domain/audit/anchor-head.server'
import { openAnchors } from '~/domain/audit/anchors.server'
import type { Settings } from '~/infra/env.server'
import { keyringOf } from '~/infra/secret.server'

export type Anchoring = Pick<Settings, 'anchors' | 'dataDir' | 'secret' | 'previousSecrets'>

/** Writes down outside the database where the audit stands. That it could not is said and stops nothing: the audit itself is written. */
export async function leaveAnchor(pool: Pool, settings: Anchoring, say: (line: string) => void): Promise<void> {
  try {
    await anchorHead(
      pool,
      openAnchors(settings.anchors, () => keyringOf(settings, say)),
      new Date(),
    )
  } catch (error) {
    say(`审计锚点没有写入 ${settings.anchors}：${error instanceof Error ? error.message : String(error)}`)
  }
}

const every = 10_000

/** Does so every ten seconds, and once more when it is stopped. */
export function keepAnchoring(pool: Pool, settings: Anchoring, say: (line: string) => void): { stop(): Promise<void> } {
  const anchor = () => leaveAnchor(pool, settings, say)
  let last = anchor()
  const timer = setInterval(() => {
    last = last.then(anchor)
  }, every)
  return {
    stop() {
      clearInterval(timer)
      return last.then(anchor)
    },
  }
}
