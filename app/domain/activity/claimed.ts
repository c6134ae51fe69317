import type { Reading } from './adapter'
import type { CollectError } from './collect-error'
import type { Span } from './coverage'
import type { SourceKind } from './kind'

/** A source as the worker that holds its lane took it up: everything a look needs to know, so that writing asks little more. */
export interface ClaimedSource {
  id: string
  accountId: string
  lane: string
  kind: SourceKind
  url: string | null
  config: Record<string, string>
  credentialId: string | null
  seesAllPosts: boolean
  etag: string | null
  lastModified: string | null
  memory: unknown
  lastSuccessAt: Date | null
  nextRunAt: Date | null
  /** Its place among the due of its lane, exact to the microsecond. */
  dueSince: string
  failCount: number
  usualItems: number | null
  shrunkSince: Date | null
  /** The newest unbroken stretch it was looked at. */
  span: (Span & { id: number }) | null
  /** The account's newest known sign of a post, whoever saw it. */
  lastActiveAt: Date | null
}

/** A look that was had and is not written down yet. */
export interface FinishedLook {
  source: ClaimedSource
  /** Of the lane, when the source was taken up: a later holder makes it worthless. */
  fence: number
  startedAt: Date
  endedAt: Date
  answer: { reading: Reading } | { error: CollectError; status: number | null }
}
