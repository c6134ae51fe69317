import { type Day, dayOf, dayToColumn, endOf } from '~/domain/calendar/day'
import { loadHolidays } from '~/domain/calendar/read.server'
import { workdaysAfter } from '~/domain/calendar/workday'
import type { Ctx, Tx } from '~/domain/context'
import { Refused } from '~/domain/errors'
import { type PolicyValue, policyValues } from '~/domain/policy/policy'
import type { Prisma } from '~/infra/prisma/client'
import { type Campaign, opensOn } from './confirmation'

type Rule = PolicyValue<'filing.confirmation'>

/** The confirmation whose first day has come, the latest one; and when the next opens. Null before the first there ever was. */
export async function campaignOn(db: Ctx['db'] | Tx, day: Day): Promise<{ campaign: Campaign | null; nextOn: Day | null }> {
  const year = Number(day.slice(0, 4))
  const rule = await ruleFor(db, day)
  if (!rule) return { campaign: null, nextOn: null }
  const here = opensOn(year, rule.month)
  if (here <= day) return { campaign: await campaign(db, year, rule), nextOn: opensOn(year + 1, rule.month) }
  const before = await ruleFor(db, opensOn(year - 1, rule.month))
  return { campaign: before && (await campaign(db, year - 1, before)), nextOn: here }
}

async function ruleFor(db: Ctx['db'] | Tx, day: Day): Promise<Rule | null> {
  const column = dayToColumn(day)
  const row = await db.policy.findFirst({
    where: { key: 'filing.confirmation', validFrom: { lte: column }, OR: [{ validTo: null }, { validTo: { gte: column } }] },
    orderBy: { validFrom: 'desc' },
  })
  return row && policyValues['filing.confirmation'].parse(row.value)
}

async function campaign(db: Ctx['db'] | Tx, year: number, { month, workdays }: Rule): Promise<Campaign> {
  const first = opensOn(year, month)
  const { day, certainty, doubtful } = workdaysAfter(first, workdays, await loadHolidays(db))
  return { year, opensOn: first, dueOn: day, certainty, doubtful }
}

/** @throws Refused confirmation.closed */
export async function requireCampaign(tx: Tx, ctx: Ctx): Promise<Campaign> {
  const { campaign: open, nextOn } = await campaignOn(tx, dayOf(ctx.now))
  if (!open) throw new Refused('confirmation.closed', `年度确认还没有开始${nextOn ? `，${nextOn} 开放` : ''}。`)
  return open
}

/** The accounts a year asks about: on record, and there before the year's last day. */
export function askedBy({ dueOn }: Campaign): Prisma.AccountWhereInput {
  return { voidedAt: null, standing: { in: ['REGISTERED', 'ANNOUNCING'] }, createdAt: { lt: endOf(dueOn) } }
}
