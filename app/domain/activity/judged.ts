import type { Reading } from './adapter'
import type { FinishedLook } from './claimed'
import type { Judgement, PlacedPost } from './look'
import type { StoredPost } from './post'

/** A look with what it came to. */
export interface Judged {
  look: FinishedLook
  judgement: Judgement
  posts: PlacedPost[]
  /** What was known of the account's posts around these. */
  known: readonly StoredPost[]
  newPosts: number
}

/** A look that was answered, with its posts under the keys they are stored by. */
export interface Answered {
  look: FinishedLook
  reading: Reading
  posts: readonly PlacedPost[]
}
