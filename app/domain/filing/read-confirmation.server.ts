import { maskPhone, type Standing } from '~/domain/account/account'
import { type Day, dayFromColumn, dayOf, endOf } from '~/domain/calendar/day'
import type { Ctx } from '~/domain/context'
import { NotFound } from '~/domain/errors'
import type { Campaign, ConfirmationAnswer } from './confirmation'
import type { ConfirmationUnitsInput, GetConfirmationInput } from './confirmation-inputs'
import { askedBy, campaignOn } from './confirmation-term.server'

export interface ConfirmationRow {
  id: string
  name: string
  platform: string
  standing: Standing
  filingNo: string | null
  platformAccountId: string | null
  url: string | null
  certifiedSubject: string | null
  openedOn: Day | null
  leader: string | null
  contactName: string | null
  /** Masked. */
  contactPhone: string | null
  operatorKind: string | null
  operatorOrg: string | null
  answer: ConfirmationAnswer | null
  at: Date | null
  by: string | null
}

export interface ConfirmationView {
  unit: { id: string; name: string }
  campaign: Campaign | null
  nextOn: Day | null
  /** The last day is over and something is missing. */
  overdue: boolean
  missing: number
  rows: ConfirmationRow[]
}

/** What a unit confirms this year, prefilled with the record, and what it has answered. @throws NotFound */
export async function getConfirmation(ctx: Ctx, input: GetConfirmationInput): Promise<ConfirmationView> {
  const { path } = ctx.scope
  const id = input.unitId ?? (ctx.actor.kind === 'person' ? ctx.actor.unitId : null)
  const unit =
    id &&
    (await ctx.db.unit.findFirst({
      where: { id, ...(path === null ? {} : { path: { startsWith: path } }) },
      select: { id: true, name: true },
    }))
  if (!unit) throw new NotFound('单位')
  const today = dayOf(ctx.now)
  const { campaign, nextOn } = await campaignOn(ctx.db, today)
  const rows = campaign ? await rowsOf(ctx, unit.id, campaign) : []
  const missing = rows.filter(({ answer }) => answer === null).length
  return { unit, campaign, nextOn, rows, missing, overdue: campaign !== null && missing > 0 && campaign.dueOn < today }
}

async function rowsOf(ctx: Ctx, unitId: string, campaign: Campaign): Promise<ConfirmationRow[]> {
  const accounts = await ctx.db.account.findMany({
    where: { AND: [askedBy(campaign), { unitId }] },
    orderBy: [{ platform: { position: 'asc' } }, { name: 'asc' }, { id: 'asc' }],
    take: 500,
    select: {
      ...{
        id: true,
        name: true,
        standing: true,
        filingNo: true,
        platformAccountId: true,
        url: true,
        certifiedSubject: true,
        openedOn: true,
      },
      ...{ leader: true, operatorKind: true, operatorOrg: true, platform: { select: { name: true } } },
      contacts: { select: { name: true, phone: true }, take: 1 },
      confirmed: { where: { year: campaign.year }, select: { answer: true, at: true, byName: true } },
    },
  })
  return accounts.map(({ platform, contacts: [contact], confirmed: [said], openedOn, ...account }) => ({
    ...{ ...account, platform: platform.name, openedOn: openedOn && dayFromColumn(openedOn) },
    ...{ contactName: contact?.name ?? null, contactPhone: contact?.phone ? maskPhone(contact.phone) : null },
    ...{ answer: (said?.answer as ConfirmationAnswer) ?? null, at: said?.at ?? null, by: said?.byName ?? null },
  }))
}

export interface ConfirmationUnit {
  id: string
  name: string
  asked: number
  answered: number
  changed: number
  overdue: boolean
}

export interface ConfirmationUnits {
  campaign: Campaign | null
  nextOn: Day | null
  /** Units in scope that were asked, and those that have not answered in full. */
  units: number
  missing: number
  rows: ConfirmationUnit[]
  next: string | null
}

/** Which units have answered; after the last day those that have not are overdue. */
export async function listConfirmationUnits(ctx: Ctx, input: ConfirmationUnitsInput): Promise<ConfirmationUnits> {
  const today = dayOf(ctx.now)
  const { campaign, nextOn } = await campaignOn(ctx.db, today)
  if (!campaign) return { campaign, nextOn, units: 0, missing: 0, rows: [], next: null }
  const values: unknown[] = [campaign.year, endOf(campaign.dueOn), ctx.scope.path]
  const bind = (value: unknown) => `$${values.push(value)}`
  const counted = await ctx.pool.query<{ units: number; missing: number }>(
    `SELECT count(*)::int AS "units", (count(*) FILTER (WHERE "answered" < "asked"))::int AS "missing" FROM (${perUnit}) t`,
    [...values],
  )
  const where = [
    'true',
    ...(input.only === 'missing' ? ['"answered" < "asked"'] : []),
    ...(input.q ? [`"name" LIKE ${bind(`%${input.q.replace(/[\\%_]/g, '\\$&')}%`)}`] : []),
    ...(input.after ? [`"id" > ${bind(input.after)}::uuid`] : []),
  ].join(' AND ')
  const { rows } = await ctx.pool.query<Omit<ConfirmationUnit, 'overdue'>>(
    `SELECT * FROM (${perUnit}) t WHERE ${where} ORDER BY "id" LIMIT ${bind(input.limit + 1)}`,
    values,
  )
  const over = campaign.dueOn < today
  const shown = rows.slice(0, input.limit).map((row) => ({ ...row, overdue: over && row.answered < row.asked }))
  const { units = 0, missing = 0 } = counted.rows[0] ?? {}
  return { campaign, nextOn, units, missing, rows: shown, next: rows.length > input.limit ? (shown.at(-1)?.id ?? null) : null }
}

const perUnit = `SELECT u."id", u."name", count(*)::int AS "asked", count(c."answer")::int AS "answered",
    (count(*) FILTER (WHERE c."answer" = 'changed'))::int AS "changed"
  FROM "Account" a JOIN "Unit" u ON u."id" = a."unitId" LEFT JOIN "Confirmation" c ON c."accountId" = a."id" AND c."year" = $1
  WHERE a."voidedAt" IS NULL AND a."standing" IN ('REGISTERED', 'ANNOUNCING') AND a."createdAt" < $2 AND ($3::text IS NULL OR starts_with(u."path", $3))
  GROUP BY u."id", u."name"`

export interface ConfirmationTask {
  unitId: string
  campaign: Campaign
  missing: number
  overdue: boolean
}

/** What the person's own unit still has to confirm; null: nothing. */
export async function confirmationTask(ctx: Ctx): Promise<ConfirmationTask | null> {
  const unitId = ctx.actor.kind === 'person' ? ctx.actor.unitId : null
  const today = dayOf(ctx.now)
  const { campaign } = await campaignOn(ctx.db, today)
  if (!unitId || !campaign) return null
  const missing = await ctx.db.account.count({
    where: { AND: [askedBy(campaign), { unitId, confirmed: { none: { year: campaign.year } } }] },
  })
  return missing === 0 ? null : { unitId, campaign, missing, overdue: campaign.dueOn < today }
}
