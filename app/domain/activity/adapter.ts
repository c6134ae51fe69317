import type { Day } from '~/domain/calendar/day'
import type { SafeFetch } from '~/infra/safe-fetch.server'
import type { CollectError } from './collect-error'
import type { Span } from './coverage'
import type { SourceKind } from './kind'

/** What an adapter is told of the source it looks at. */
export interface LookedAt {
  id: string
  accountId: string
  kind: SourceKind
  url: string | null
  config: Readonly<Record<string, string>>
  seesAllPosts: boolean
  etag: string | null
  lastModified: string | null
  /** Last good look. */
  lastSuccessAt: Date | null
  /** What the adapter itself left at its last good look. */
  memory: unknown
}

/** A platform's token and when it ends. */
export interface Token {
  accessToken: string
  until: Date
  refreshToken?: string
  /** When the owner must authorise anew. */
  grantUntil?: Date
}

/** The authorisation a look uses. One look at a time uses it, on however many machines. */
export interface CredentialDesk {
  id: string
  secret: Readonly<Record<string, string>>
  token: Token | null
  /** Kept at once, whatever becomes of the look: a renewed token may be the only one that still works. */
  saveToken(token: Token): Promise<void>
  /** Counts one call of an interface against its quota of the Shanghai day. @throws CollectError 'quota' when it is used up */
  spend(api: string, perDay: number): void
}

export interface LookCall {
  source: LookedAt
  /** The instant of the look. */
  at: Date
  fetch: SafeFetch
  signal: AbortSignal
  /** Present where the kind asks for one. */
  credential: CredentialDesk | null
  /** Where the platform of this kind is reached, without a trailing slash. */
  base: string
}

/** Counts as the platform gives them; what it does not say is left out and stays unknown. */
export interface Counters {
  reads?: number | null
  likes?: number | null
  comments?: number | null
  shares?: number | null
  favorites?: number | null
}

/** One item as it was seen. */
export interface SeenPost extends Counters {
  extKey: string
  title: string | null
  url: string | null
  publishedAt: Date | null
  /** The field the date was read from: 'pubDate', 'create_time', …; 'day' where only the day is known: publishedAt is then its start. */
  publishedFrom: string | null
  isOriginal?: boolean | null
}

/** The running total of a post on a day. */
export interface SeenReading extends Counters {
  extKey: string
  day: Day
}

/** An account on a day. Followers are the total at the end of the day; posts so many published. */
export interface SeenDay extends Omit<Counters, 'favorites'> {
  day: Day
  followers?: number | null
  newFollowers?: number | null
  lostFollowers?: number | null
  posts?: number | null
  visits?: number | null
  /** The platform may still correct it. */
  provisional?: boolean
}

/** A reader's comment and when it was answered; what was said is not kept. */
export interface SeenInteraction {
  extKey: string
  /** Of the post it stands under. */
  postKey: string | null
  askedAt: Date
  repliedAt: Date | null
}

/** The account as the platform shows it; compared with the registry. */
export interface SeenIdentity {
  name?: string | null
  handle?: string | null
  avatar?: string | null
  certifiedSubject?: string | null
}

/** So many posts on these whole days, not listed one by one. */
export interface SeenCount extends Span {
  posts: number
  lastPostAt: Date | null
}

/** All that one look brought. What is left out was not looked at. */
export interface Reading {
  posts: SeenPost[]
  /**
   * What the look proves: `list` from the oldest item until now, as a feed does; `unchanged` what stood before still stands; spans the platform
   * answered for completely; null nothing. Counts for silence only where the source sees all posts.
   */
  covers: 'list' | 'unchanged' | Span[] | null
  /** Items that stood there and could not be read. */
  skipped: number
  readings?: SeenReading[]
  days?: SeenDay[]
  interactions?: SeenInteraction[]
  counts?: SeenCount[]
  identity?: SeenIdentity | null
  /** For a person who reads the log; never a secret. */
  notes: string[]
  /** Part of it went wrong: what was read stands, the look counts as partial. */
  problem?: CollectError | null
  status: number | null
  etag?: string | null
  lastModified?: string | null
  /** By the other side's clock. */
  date?: Date | null
  memory?: unknown
}

/** One way of looking. Reads no database and writes none; every failure is a CollectError or a FetchError. */
export type Adapter = (call: LookCall) => Promise<Reading>
