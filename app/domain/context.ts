import type { Pool, PoolClient } from 'pg'
import type { Prisma, PrismaClient } from '~/infra/prisma/client'
import type { Action } from './audit/actions'

/** What people may be in this installation; the labels stand in member.ts. */
export const roles = ['registrar', 'reporter', 'unitLeader', 'leadership', 'inspector', 'systemAdmin', 'securityAdmin', 'auditor'] as const
export type Role = (typeof roles)[number]

/** Who acts. A job is an actor, not a back door: it calls the same verbs and its name stands in the audit. */
export type Actor =
  | { kind: 'person'; id: string; name: string; roles: readonly Role[]; unitId: string | null; demo: boolean }
  | { kind: 'job'; name: string }
  | { kind: 'visitor' }

/** The subtree an actor sees: a unit path ('/id/…/'), or null for the whole installation. */
export type Scope = { readonly path: string | null }

export type Tx = Prisma.TransactionClient

/** What a signed-in person must do before anything else: give the second factor, set one up, choose a new password. */
export const obligations = ['secondFactor', 'enrol', 'password'] as const
export type Obligation = (typeof obligations)[number]

/** The session a person's request came in. */
export interface SessionMark {
  id: string
  obligation: Obligation | null
}

/** Where a request came from. */
export interface Origin {
  requestId?: string
  ip?: string
  userAgent?: string
}

/** What an audit row says. */
export interface Recorded {
  subject: { type: string; id?: string | null; unitId?: string | null }
  detail?: Record<string, unknown>
  /** False where somebody tried something and was refused. */
  success?: boolean
}

/** What the audit row of a write says, and what the verb returns. */
export interface Written<T> extends Recorded {
  result: T
}

export interface Ctx {
  readonly actor: Actor
  readonly scope: Scope
  /** The only clock. */
  readonly now: Date
  readonly origin: Origin
  /** Absent for jobs and visitors. */
  readonly session?: SessionMark
  /** For reads outside a transaction. Inside `write` or `bulk` use the transaction alone: the embedded database is one session. */
  readonly db: PrismaClient
  /** For hand-written SQL outside a transaction. */
  readonly pool: Pool
  /** A change: one transaction, the audit row in it as its last statement. */
  write<T>(action: Action, change: (tx: Tx) => Promise<Written<T>>): Promise<T>
  /** The same over a bare connection, for set-based SQL. */
  bulk<T>(action: Action, change: (client: PoolClient) => Promise<Written<T>>): Promise<T>
  /** What changes nothing and is written down all the same: an export, a look at what is masked, an attempt that was refused. */
  record(action: Action, what: Recorded): Promise<void>
}
