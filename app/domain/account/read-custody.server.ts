import { addDays, type Day, dayFromColumn, dayOf } from '~/domain/calendar/day'
import type { Ctx } from '~/domain/context'
import { NotFound } from '~/domain/errors'
import { policyInForce } from '~/domain/policy/read.server'
import type { Prisma } from '~/infra/prisma/client'
import { maskPhone, type Standing } from './account'
import { type CustodyEventKind, type CustodyState, custodyState, type LostStep } from './custody'
import type { CustodyOfInput, ListCustodyInput } from './custody-inputs'

export interface CustodyEntry {
  holder: string
  post: string | null
  /** Masked. */
  phone: string | null
  phoneOwner: string | null
  deputy: string | null
  provenOn: Day | null
  provenHow: string | null
  provenBy: string | null
  lostOn: Day | null
  lostHow: string | null
  lostSteps: Partial<Record<LostStep, Day>>
}

export interface CustodyEventView {
  id: string
  at: Date
  kind: CustodyEventKind
  day: Day
  fromName: string | null
  toName: string | null
  what: string
  actorName: string
}

export interface CustodyView {
  account: { id: string; name: string; platform: string; filingNo: string | null; standing: Standing; unit: { id: string; name: string } }
  state: CustodyState
  /** A proof holds this long. */
  proofDays: number
  custody: CustodyEntry | null
  /** Newest first. */
  events: CustodyEventView[]
}

const accountIn = ({ scope }: Ctx): Prisma.AccountWhereInput => ({
  voidedAt: null,
  ...(scope.path === null ? {} : { unit: { path: { startsWith: scope.path } } }),
})

/** Who holds an account, and what happened to that. @throws NotFound */
export async function getCustody(ctx: Ctx, { accountId }: CustodyOfInput): Promise<CustodyView> {
  const account = await ctx.db.account.findFirst({
    where: { id: accountId, ...accountIn(ctx) },
    select: {
      ...{ id: true, name: true, filingNo: true, standing: true, custody: true },
      ...{ platform: { select: { name: true } }, unit: { select: { id: true, name: true } } },
      handovers: { orderBy: { id: 'desc' }, take: 100 },
    },
  })
  if (!account) throw new NotFound('账号')
  const { custody, handovers, platform, ...rest } = account
  const proofDays = await daysOfProof(ctx)
  const entry = custody && entryOf(custody)
  return {
    ...{ account: { ...rest, platform: platform.name }, custody: entry, state: custodyState(entry, dayOf(ctx.now), proofDays), proofDays },
    events: handovers.map(({ id, accountId: _, day, kind, ...event }) => ({
      ...{ ...event, id: String(id), day: dayFromColumn(day), kind: kind as CustodyEventKind },
    })),
  }
}

async function daysOfProof(ctx: Ctx): Promise<number> {
  return (await policyInForce(ctx.pool, 'custody.proof', dayOf(ctx.now))).value.days
}

function entryOf(custody: Prisma.CustodyGetPayload<object>): CustodyEntry {
  const { accountId: _, updatedAt: __, updatedBy: ___, phone, provenOn, lostOn, lostSteps, ...entry } = custody
  return {
    ...{
      ...entry,
      phone: phone && maskPhone(phone),
      provenOn: provenOn && dayFromColumn(provenOn),
      lostOn: lostOn && dayFromColumn(lostOn),
    },
    lostSteps: lostSteps as CustodyEntry['lostSteps'],
  }
}

export interface CustodyRow {
  id: string
  name: string
  platform: string
  unitId: string
  unit: string
  holder: string | null
  deputy: string | null
  provenOn: Day | null
  state: CustodyState
}

export interface CustodyPage {
  rows: CustodyRow[]
  counts: Record<CustodyState, number>
  proofDays: number
  next: string | null
}

/** The accounts in scope that stand on a platform, by who holds them; those to be looked after can be picked out. */
export async function listCustody(ctx: Ctx, input: ListCustodyInput): Promise<CustodyPage> {
  const today = dayOf(ctx.now)
  const proofDays = await daysOfProof(ctx)
  const values: unknown[] = [addDays(today, -proofDays), ctx.scope.path]
  const bind = (value: unknown) => `$${values.push(value)}`
  const standing = `FROM "Account" a JOIN "Unit" u ON u."id" = a."unitId" JOIN "Platform" p ON p."code" = a."platformCode"
    LEFT JOIN "Custody" c ON c."accountId" = a."id"
    WHERE a."voidedAt" IS NULL AND a."standing" <> 'CANCELLED' AND ($2::text IS NULL OR starts_with(u."path", $2))`
  const counted = await ctx.pool.query<{ state: CustodyState; n: number }>(
    `SELECT ${state} AS "state", count(*)::int AS n ${standing} GROUP BY 1`,
    [...values],
  )
  const where = [
    ...(input.state ? [`AND ${state} = ${bind(input.state)}`] : []),
    ...(input.q ? [nameLike(bind(`%${input.q.replace(/[\\%_]/g, '\\$&')}%`))] : []),
    ...(input.after ? [`AND a."id" > ${bind(input.after)}::uuid`] : []),
  ].join(' ')
  const { rows } = await ctx.pool.query<CustodyRow>(
    `SELECT a."id", a."name", p."name" AS "platform", u."id" AS "unitId", u."name" AS "unit", c."holder", c."deputy",
       to_char(c."provenOn", 'YYYY-MM-DD') AS "provenOn", ${state} AS "state"
     ${standing} ${where} ORDER BY a."id" LIMIT ${bind(input.limit + 1)}`,
    values,
  )
  const counts = { none: 0, lost: 0, old: 0, fresh: 0, ...Object.fromEntries(counted.rows.map(({ state: of, n }) => [of, n])) }
  return {
    rows: rows.slice(0, input.limit),
    counts,
    proofDays,
    next: rows.length > input.limit ? (rows[input.limit - 1]?.id ?? null) : null,
  }
}

/** custodyState in SQL; $1 is the oldest day a proof still holds. */
const state = `CASE WHEN c."accountId" IS NULL THEN 'none' WHEN c."lostOn" IS NOT NULL THEN 'lost'
  WHEN c."provenOn" IS NULL OR c."provenOn" < $1::date THEN 'old' ELSE 'fresh' END`

function nameLike(like: string): string {
  return `AND (a."name" LIKE ${like} OR u."name" LIKE ${like} OR c."holder" LIKE ${like})`
}
