import { addDays, type Day, dayOf } from '~/domain/calendar/day'
import { loadHolidays } from '~/domain/calendar/read.server'
import { workdaysAfter } from '~/domain/calendar/workday'
import type { Ctx } from '~/domain/context'
import { policyInForce } from '~/domain/policy/read.server'
import type { StepAct } from './chain'
import { type FilingKind, type FilingState, filingStates } from './filing'
import type { ListFilingsInput } from './inputs'

export interface FilingRow {
  id: string
  number: string | null
  kind: FilingKind
  state: FilingState
  unitId: string
  unit: string
  platform: string | null
  /** The name asked for, or the account's. */
  account: string | null
  /** Whose turn it is: the office and what it does; null where nobody's is. */
  step: StepAct | null
  office: string | null
  assignee: string | null
  /** The office with the last word, which closes what the unit returns. */
  decider: string | null
  /** Handed to the unit's leader. */
  ready: boolean
  evidenceReturned: boolean
  /** The day by which something has to happen: the step's, the open-by day, the end of a return or an announcement. */
  dueOn: Day | null
  /** provisional or missing: the holiday table of that year is not official. */
  certainty: string | null
  overdue: boolean
  submittedAt: Date | null
}

export type Queue = NonNullable<ListFilingsInput['queue']>

export interface FilingPage {
  rows: FilingRow[]
  total: number
  next: string | null
}

const open: readonly FilingState[] = filingStates.filter(
  (state) => !['registered', 'rejected', 'withdrawn', 'lapsed', 'draft'].includes(state),
)

/** The filings in the actor's scope, those due first on top; `queue` narrows to what waits for the actor, is overdue, or still open. */
export async function listFilings(ctx: Ctx, input: ListFilingsInput): Promise<FilingPage> {
  const { where, values } = await conditions(ctx, input)
  const [rows, total] = await Promise.all([page(ctx, input, where, [...values]), count(ctx, where, values)])
  const shown = rows.slice(0, input.limit)
  const last = shown.at(-1)
  return {
    rows: shown.map(({ key: _, ...row }) => row),
    total,
    next: rows.length > input.limit && last ? `${last.key}~${last.id}` : null,
  }
}

/** Due first, those without a day last · newest first, drafts last. */
const sorts = {
  due: { key: "coalesce(#due, 'infinity'::date)", type: 'date', order: 'ASC', beyond: '>' },
  submitted: { key: `coalesce(f."submittedAt", '-infinity')`, type: 'timestamptz', order: 'DESC', beyond: '<' },
} as const

async function page(ctx: Ctx, input: ListFilingsInput, where: string, values: unknown[]): Promise<(FilingRow & { key: string })[]> {
  const bind: Bind = (value) => `$${values.push(value)}`
  const { type, order, beyond, ...sort } = sorts[input.sort]
  const key = sort.key.replace('#due', due)
  const overdue = `coalesce(${due} < ${bind(dayOf(ctx.now))}::date, false)`
  const [afterKey, afterId] = input.after?.split('~') ?? []
  const after = afterKey && afterId ? `AND (${key}, f."id") ${beyond} (${bind(afterKey)}::${type}, ${bind(afterId)}::uuid)` : ''
  const { rows } = await ctx.pool.query<FilingRow & { key: string }>(
    `SELECT ${columns}, ${overdue} AS "overdue", (${key})::text AS key
     FROM ${tables} WHERE ${where} ${after} ORDER BY ${key} ${order}, f."id" ${order} LIMIT ${bind(input.limit + 1)}`,
    values,
  )
  return rows
}

async function count(ctx: Ctx, where: string, values: unknown[]): Promise<number> {
  const { rows } = await ctx.pool.query<{ total: number }>(`SELECT count(*)::int AS total FROM ${tables} WHERE ${where}`, values)
  return rows[0]?.total ?? 0
}

/** What a filing's queue depends on. */
export const tables = `"Filing" f JOIN "Unit" u ON u."id" = f."unitId"
  LEFT JOIN "Platform" p ON p."code" = f."platformCode"
  LEFT JOIN "Account" a ON a."id" = f."accountId" LEFT JOIN "Platform" ap ON ap."code" = a."platformCode"
  LEFT JOIN "FilingStep" s ON s."filingId" = f."id" AND s."state" = 'current'
  LEFT JOIN "Unit" o ON o."id" = s."unitId" LEFT JOIN "User" w ON w."id" = s."assigneeId"`

const due = `CASE f."state" WHEN 'approved' THEN f."openBy" WHEN 'returned' THEN f."returnedUntil" WHEN 'announcing' THEN f."announcedUntil" ELSE s."dueOn" END`

/** Of a return and of an announcement too, which count working days as well; the open-by day counts days. */
const certainty = `CASE WHEN f."state" IN ('returned', 'announcing')
  THEN coalesce((SELECT lower(y."status"::text) FROM "HolidayYear" y WHERE y."year" = extract(year FROM ${due})), 'missing') ELSE s."dueCertainty" END`

const columns = `f."id", f."number", f."kind", f."state", f."unitId", u."name" AS "unit", coalesce(p."name", ap."name") AS "platform",
  coalesce(f."requested"->>'name', f."draft"->>'name', a."name") AS "account", s."act" AS "step", o."name" AS "office", w."name" AS "assignee",
  to_char(${due}, 'YYYY-MM-DD') AS "dueOn", ${certainty} AS "certainty", f."submittedAt",
  (SELECT d."name" FROM "FilingStep" l JOIN "Unit" d ON d."id" = l."unitId" WHERE l."filingId" = f."id" AND l."act" IN ('decide', 'record') LIMIT 1) AS "decider",
  f."readyAt" IS NOT NULL AS "ready", f."evidenceReturned" IS NOT NULL AS "evidenceReturned"`

async function conditions(ctx: Ctx, input: ListFilingsInput): Promise<{ where: string; values: unknown[] }> {
  const values: unknown[] = []
  const bind: Bind = (value) => `$${values.push(value)}`
  const all = inSight(ctx, bind)
  if (input.state) all.push(`f."state" = ${bind(input.state)}`)
  if (input.kind) all.push(`f."kind" = ${bind(input.kind)}`)
  if (input.unitId) all.push(`starts_with(u."path", (SELECT "path" FROM "Unit" WHERE "id" = ${bind(input.unitId)}::uuid))`)
  if (input.q) {
    const like = bind(`%${input.q.replace(/[\\%_]/g, '\\$&')}%`)
    all.push(
      `(f."number" ILIKE ${like} OR u."name" ILIKE ${like} OR coalesce(f."requested"->>'name', f."draft"->>'name', a."name") ILIKE ${like})`,
    )
  }
  if (input.queue) all.push(await inQueue(ctx, input.queue, bind))
  return { where: all.length > 0 ? all.join(' AND ') : 'true', values }
}

export type Bind = (value: unknown) => string

/** What the actor may see at all: filings of the units in scope, of drafts the own ones. */
export function inSight({ scope, actor }: Ctx, bind: Bind): string[] {
  const all: string[] = []
  if (scope.path !== null) all.push(`starts_with(u."path", ${bind(scope.path)})`)
  if (actor.kind === 'person') {
    all.push(`(f."state" <> 'draft' OR f."createdById" = ${bind(actor.id)}::uuid OR f."unitId" = ${bind(actor.unitId)}::uuid)`)
  }
  return all
}

/** Whether a filing stands in a queue. */
export async function inQueue(ctx: Ctx, queue: Queue, bind: Bind): Promise<string> {
  if (queue === 'mine') return waitingFor(ctx, bind)
  if (queue === 'upward') return missingUpward(ctx, bind)
  const unclosed = `f."state" = ANY(${bind(open)})`
  return queue === 'open' ? unclosed : `${unclosed} AND ${due} < ${bind(dayOf(ctx.now))}::date`
}

/** What the office that decided can close now: evidence returned, an announcement that is over, proofs that have come. */
const ready = `f."state" = 'opened' AND f."evidenceReturned" IS NULL OR f."state" = 'announcing' AND f."announcedUntil" < #today::date
  OR f."state" = 'approved' AND f."kind" IN ('change', 'cancel') AND EXISTS (SELECT 1 FROM "Attachment" t
    WHERE t."filingId" = f."id" AND t."removedAt" IS NULL AND t."purpose" = CASE f."kind" WHEN 'change' THEN 'announcement' ELSE 'national-closing' END)`

/** What waits for this person: of an office its steps and confirmations, of a unit what it has to correct, open, announce or sign. */
function waitingFor({ actor, now }: Ctx, bind: Bind): string {
  if (actor.kind !== 'person') return 'false'
  const any: string[] = []
  const unit = () => `${bind(actor.unitId)}::uuid`
  if (actor.roles.includes('registrar')) {
    const today = bind(dayOf(now))
    const own = actor.unitId === null ? `"id" FROM "Unit" WHERE "parentId" IS NULL` : unit()
    const offices = `(SELECT ${own} UNION SELECT d."unitId" FROM (SELECT g."unitId" FROM "Delegation" l JOIN "User" g ON g."id" = l."fromId"
      WHERE l."toId" = ${bind(actor.id)}::uuid AND l."endedAt" IS NULL AND ${today}::date BETWEEN l."validFrom" AND l."validTo") d)`
    any.push(`s."unitId" IN ${offices}`)
    any.push(`((${ready.replace('#today', today)}) AND EXISTS (SELECT 1 FROM "FilingStep" l
      WHERE l."filingId" = f."id" AND l."act" IN ('decide', 'record') AND l."unitId" IN ${offices}))`)
  }
  if (actor.roles.includes('unitLeader'))
    any.push(`s."unitId" = ${unit()}`, `(f."unitId" = ${unit()} AND f."readyAt" IS NOT NULL AND f."state" IN ('draft', 'returned'))`)
  if (actor.roles.includes('reporter')) {
    any.push(
      `(f."unitId" = ${unit()} AND (f."state" IN ('returned', 'approved', 'announcing') OR (f."state" = 'opened' AND f."evidenceReturned" IS NOT NULL)))`,
    )
  }
  return any.length > 0 ? `(${any.join(' OR ')})` : 'false'
}

/** Registered openings whose provincial and national entries are still missing after the days the policy gives (semantics "Filing"). */
async function missingUpward(ctx: Ctx, bind: Bind): Promise<string> {
  const today = dayOf(ctx.now)
  const { workdays } = (await policyInForce(ctx.pool, 'filing.upward', today)).value
  const holidays = await loadHolidays(ctx.db)
  let latest = today
  while (workdaysAfter(latest, workdays, holidays).day >= today) latest = addDays(latest, -1)
  return `(f."kind" = 'open' AND f."state" = 'registered' AND (a."provincialOn" IS NULL OR a."nationalOn" IS NULL)
    AND (f."closedAt" AT TIME ZONE 'Asia/Shanghai')::date <= ${bind(latest)}::date)`
}
