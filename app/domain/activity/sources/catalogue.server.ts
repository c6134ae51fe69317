import type { Adapter } from '~/domain/activity/adapter'
import type { SourceKind } from '~/domain/activity/kind'
import { feedAdapter } from './feed.server'

/** The adapter of each kind that is collected; the others are entered by people. */
export const adapters: Partial<Record<SourceKind, Adapter>> = {
  FEED: feedAdapter,
}
