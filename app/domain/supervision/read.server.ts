import { type Day, dayFromColumn, dayToColumn } from '~/domain/calendar/day'
import type { Ctx } from '~/domain/context'
import { NotFound } from '~/domain/errors'
import type { Prisma } from '~/infra/prisma/client'
import { explain } from './explain'
import type { ListFindingsInput, VerdictInput } from './inputs'
import { type Level, levelFromColumn } from './level'
import { type Reason, reasons } from './verdict'

const withinScope = (path: string | null) => (path === null ? {} : { unit: { path: { startsWith: path } } })

const verdictSelect = {
  id: true,
  accountId: true,
  asOf: true,
  level: true,
  reason: true,
  days: true,
  lastPostAt: true,
  lastPostId: true,
  coveredFrom: true,
  point: true,
  evidence: true,
  evaluatedAt: true,
  account: { select: { openedOn: true } },
  policy: { select: { documentNo: true, clause: true } },
} satisfies Prisma.VerdictSelect

type VerdictRow = Prisma.VerdictGetPayload<{ select: typeof verdictSelect }>

export interface VerdictView {
  id: string
  asOf: Day
  level: Level
  reason: Reason
  days: number | null
  lastPostAt: Date | null
  lastPostTitle: string | null
  lastPostUrl: string | null
  coveredFrom: Date | null
  point: Date
  evaluatedAt: Date
  /** Marks of the evidence: opening unknown, doubted statement, undated last post. */
  marks: { startUnknown: boolean; doubted: boolean; undated: boolean }
  policy: { documentNo: string; clause: string | null }
  /** The sentences that explain it to an official. */
  explanation: string
}

/** The verdict of an account on a day, explained. @throws NotFound (no such account in scope, or not evaluated for that day) */
export async function getVerdict(ctx: Ctx, input: VerdictInput): Promise<VerdictView> {
  const row = await ctx.db.verdict.findFirst({
    where: { accountId: input.accountId, asOf: dayToColumn(input.asOf), account: { voidedAt: null, ...withinScope(ctx.scope.path) } },
    select: verdictSelect,
  })
  if (!row) throw new NotFound('评价')
  return view(ctx, row)
}

/** The newest verdict of an account, or null while none was made. */
export async function findLatestVerdict(ctx: Ctx, accountId: string): Promise<VerdictView | null> {
  const row = await ctx.db.verdict.findFirst({
    where: { accountId, account: { voidedAt: null, ...withinScope(ctx.scope.path) } },
    orderBy: { asOf: 'desc' },
    select: verdictSelect,
  })
  return row && view(ctx, row)
}

/** The verdicts of an account, newest first. */
export async function listVerdicts(ctx: Ctx, accountId: string, limit = 60): Promise<{ asOf: Day; level: Level; days: number | null }[]> {
  const rows = await ctx.db.verdict.findMany({
    where: { accountId, account: { voidedAt: null, ...withinScope(ctx.scope.path) } },
    orderBy: { asOf: 'desc' },
    take: limit,
    select: { asOf: true, level: true, days: true },
  })
  return rows.map((row) => ({ asOf: dayFromColumn(row.asOf), level: levelFromColumn(row.level), days: row.days }))
}

async function view(ctx: Ctx, row: VerdictRow): Promise<VerdictView> {
  const post =
    row.lastPostId === null ? null : await ctx.db.post.findUnique({ where: { id: row.lastPostId }, select: { title: true, url: true } })
  const evidence = evidenceOf(row.evidence)
  const checks = await ctx.db.collectRun.count({
    where: {
      source: { accountId: row.accountId },
      outcome: { in: ['OK', 'UNCHANGED'] },
      startedAt: { lte: row.point, ...((row.lastPostAt ?? row.coveredFrom) ? { gt: laterOf(row.lastPostAt, row.coveredFrom) } : {}) },
    },
  })
  const reason = reasons.find((known) => known === row.reason) ?? 'notLooked'
  const asOf = dayFromColumn(row.asOf)
  const openedOn = row.account.openedOn && dayFromColumn(row.account.openedOn)
  const { days, lastPostAt, coveredFrom, point, evaluatedAt, policy } = row
  const told = {
    reason,
    asOf,
    point,
    days,
    lastPostAt,
    lastPostTitle: post?.title ?? null,
    coveredFrom,
    openedOn,
    checks,
    gap: evidence.gap,
    policy,
  }
  return {
    id: String(row.id),
    ...{
      asOf,
      level: levelFromColumn(row.level),
      reason,
      days,
      lastPostAt,
      lastPostTitle: post?.title ?? null,
      lastPostUrl: post?.url ?? null,
      coveredFrom,
      point,
      evaluatedAt,
      policy,
    },
    marks: { startUnknown: evidence.startUnknown, doubted: evidence.doubted, undated: evidence.undated },
    explanation: explain(told),
  }
}

function laterOf(a: Date | null, b: Date | null): Date {
  return new Date(Math.max(a?.getTime() ?? 0, b?.getTime() ?? 0))
}

function evidenceOf(json: Prisma.JsonValue) {
  const found = json !== null && typeof json === 'object' && !Array.isArray(json) ? json : {}
  const gap = found.gap !== undefined && found.gap !== null && typeof found.gap === 'object' && !Array.isArray(found.gap) ? found.gap : null
  return {
    startUnknown: found.startUnknown === true,
    doubted: found.doubted === true,
    undated: found.undated === true,
    gap: gap && { from: new Date(String(gap.from)), until: new Date(String(gap.until)) },
  }
}

const findingSelect = {
  id: true,
  code: true,
  episode: true,
  state: true,
  firstAsOf: true,
  lastAsOf: true,
  evidence: true,
  createdAt: true,
  decidedAt: true,
  decidedBy: true,
  reason: true,
  account: {
    select: {
      id: true,
      name: true,
      standing: true,
      platform: { select: { code: true, name: true } },
      unit: { select: { id: true, name: true } },
    },
  },
} satisfies Prisma.FindingSelect

export type FindingView = Omit<Prisma.FindingGetPayload<{ select: typeof findingSelect }>, 'firstAsOf' | 'lastAsOf'> & {
  firstAsOf: Day
  lastAsOf: Day
}

export interface FindingPage {
  rows: FindingView[]
  /** The cursor of the next page, or null on the last. */
  next: string | null
}

/** Findings of the scope, newest day first, paged by key. */
export async function listFindings(ctx: Ctx, input: ListFindingsInput): Promise<FindingPage> {
  const found = await ctx.db.finding.findMany({
    where: {
      ...(input.state ? { state: input.state } : {}),
      ...(input.code ? { code: input.code } : {}),
      ...(input.accountId ? { accountId: input.accountId } : {}),
      account: { voidedAt: null, ...(await unitFilter(ctx, input.unitId)) },
      ...(input.after ? afterCursor(input.after) : {}),
    },
    orderBy: [{ lastAsOf: 'desc' }, { id: 'asc' }],
    take: input.limit + 1,
    select: findingSelect,
  })
  const rows = found
    .slice(0, input.limit)
    .map((row) => ({ ...row, firstAsOf: dayFromColumn(row.firstAsOf), lastAsOf: dayFromColumn(row.lastAsOf) }))
  const last = rows.at(-1)
  return { rows, next: found.length > input.limit && last ? `${last.lastAsOf}_${last.id}` : null }
}

/** A unit with everything below it, inside the scope. */
async function unitFilter(ctx: Ctx, unitId: string | undefined): Promise<Prisma.AccountWhereInput> {
  if (unitId === undefined) return withinScope(ctx.scope.path)
  const { path } = ctx.scope
  const unit = await ctx.db.unit.findFirst({
    where: { id: unitId, ...(path === null ? {} : { path: { startsWith: path } }) },
    select: { path: true },
  })
  if (!unit) throw new NotFound('单位')
  return withinScope(unit.path)
}

function afterCursor(cursor: string): Prisma.FindingWhereInput {
  const [day = '', id = ''] = cursor.split('_')
  const lastAsOf = dayToColumn(day)
  return { OR: [{ lastAsOf: { lt: lastAsOf } }, { lastAsOf, id: { gt: id } }] }
}
