import type { FilingKind, FilingState } from '~/domain/filing/filing'

/** Who acts next where it is no office's turn; the keys of filing.turn. */
export type Turn =
  | 'draft'
  | 'ready'
  | 'returned'
  | 'open'
  | 'ending'
  | 'cancel'
  | 'change'
  | 'evidence'
  | 'opened'
  | 'announcing'
  | 'announced'
  | 'over'

export interface Turning {
  kind: FilingKind
  state: FilingState
  /** Handed to the leader. */
  ready: boolean
  /** What was returned of the opening has to be given again. */
  evidenceReturned: boolean
  /** The announcement is over. */
  announced: boolean
}

export function turnOf({ kind, state, ready, evidenceReturned, announced }: Turning): Turn {
  if (state === 'draft') return ready ? 'ready' : 'draft'
  if (state === 'returned') return ready ? 'ready' : 'returned'
  if (state === 'opened') return evidenceReturned ? 'evidence' : 'opened'
  if (state === 'announcing') return announced ? 'announced' : 'announcing'
  if (state === 'approved') return kind === 'shutdown' || kind === 'merge' ? 'ending' : kind
  return 'over'
}
