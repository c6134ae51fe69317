import { type Day, dayFromColumn, dayOf, dayToColumn } from '~/domain/calendar/day'
import type { Ctx, Tx, Written } from '~/domain/context'
import { Invalid, NotFound, Refused } from '~/domain/errors'
import type { Prisma } from '~/infra/prisma/client'
import type { CustodyEventKind } from './custody'

export interface LoadedCustody {
  accountId: string
  name: string
  unitId: string
  custody: Prisma.CustodyGetPayload<object> | null
  lostOn: Day | null
}

/** An account's custody, the account locked. @throws NotFound · Refused account.cancelled */
export async function loadCustody(tx: Tx, { scope }: Ctx, accountId: string): Promise<LoadedCustody> {
  await tx.$queryRaw`SELECT 1 FROM "Account" WHERE "id" = ${accountId}::uuid FOR UPDATE`
  const account = await tx.account.findFirst({
    where: { id: accountId, voidedAt: null, ...(scope.path === null ? {} : { unit: { path: { startsWith: scope.path } } }) },
    select: { name: true, unitId: true, standing: true, custody: true },
  })
  if (!account) throw new NotFound('账号')
  if (account.standing === 'CANCELLED') throw new Refused('account.cancelled', `“${account.name}”已注销，不再登记托管。`)
  const { name, unitId, custody } = account
  return { accountId, name, unitId, custody, lostOn: custody?.lostOn ? dayFromColumn(custody.lostOn) : null }
}

/** @throws Refused custody.none */
export function requireEntered({ name, custody }: LoadedCustody): NonNullable<LoadedCustody['custody']> {
  if (!custody) throw new Refused('custody.none', `“${name}”还没有登记管理人员，请先登记。`)
  return custody
}

/** @throws Invalid custody.day */
export function requirePast(ctx: Ctx, day: Day, earliest: Day | null = null): void {
  if (day > dayOf(ctx.now)) throw new Invalid('custody.day', '日期不能晚于今天。')
  if (earliest !== null && day < earliest) throw new Invalid('custody.day', `日期不能早于失去权限的日期 ${earliest}。`)
}

export interface Happened {
  kind: CustodyEventKind
  day: Day
  what: string
  fromName?: string
  toName?: string
}

/** Writes what happened into the history; it is never changed afterwards. */
export async function addEvent(
  tx: Tx,
  ctx: Ctx,
  accountId: string,
  { day, fromName, toName, ...event }: Happened,
): Promise<{ id: string }> {
  const { id } = await tx.custodyEvent.create({
    data: {
      ...{ accountId, at: ctx.now, day: dayToColumn(day), ...event, actorName: nameOf(ctx) },
      ...{ fromName: fromName ?? null, toName: toName ?? null },
    },
    select: { id: true },
  })
  return { id: String(id) }
}

export function nameOf({ actor }: Ctx): string {
  return actor.kind === 'visitor' ? '访客' : actor.name
}

/** The audit row of a change to custody: which fields, never a number. */
export function writtenFor<T>({ accountId, unitId }: LoadedCustody, detail: Record<string, unknown>, result: T): Written<T> {
  return { subject: { type: 'account', id: accountId, unitId }, detail, result }
}
