import type { BulletinGroup } from '~/domain/account/account'
import type { Day } from '~/domain/calendar/day'
import { type Window, windowLabel } from '~/domain/calendar/window'
import type { Ctx } from '~/domain/context'
import { NotFound } from '~/domain/errors'
import { type LevelColumn, levelColumns, levelFromColumn } from '~/domain/supervision/level'
import { reasons } from '~/domain/supervision/verdict'
import type { Tier } from '~/domain/unit/tier'
import type { BulletinState, FailingAccount, Figures } from './bulletin'
import { resultOf } from './figures'
import type { ListBulletinsInput, ListRowsInput } from './inputs'
import type { BulletinRow, Result } from './row'
import { type BulletinText, composeText } from './text'

export interface BulletinSummary {
  id: string
  title: string
  label: string
  window: Window
  state: BulletinState
  officeName: string | null
  total: number
  checked: number
  rate: number | null
  decimals: number
  proposed: number
  draftedAt: Date
  draftedBy: string
}

export interface BulletinView extends BulletinSummary {
  figures: Figures
  text: BulletinText
  /** The accounts of the first annex. */
  failing: FailingAccount[]
}

interface Head {
  id: string
  title: string
  windowFrom: Day
  windowTo: Day
  state: BulletinState
  officeName: string | null
  figures: Figures
  draftedAt: Date
  draftedBy: string
}

const head = `
  SELECT b."id", b."title", b."windowFrom", b."windowTo", b."state", u."name" AS "officeName", b."figures", b."draftedAt", b."draftedBy"
  FROM "Bulletin" b LEFT JOIN "Unit" u ON u."id" = b."scopeUnitId"`

/** A bulletin belongs to the scope that covers its whole office; one over several top offices to the whole installation. */
const visible = `($1::text IS NULL OR starts_with(u."path", $1))`

/** Bulletins of the scope, newest window first, paged by key. */
export async function listBulletins(ctx: Ctx, input: ListBulletinsInput): Promise<{ rows: BulletinSummary[]; next: string | null }> {
  const [day, id] = input.after?.split('_') ?? []
  const { rows } = await ctx.pool.query<Head>(
    `${head} WHERE ${visible} AND ($2::date IS NULL OR (b."windowTo", b."id") < ($2::date, $3::uuid)) ORDER BY b."windowTo" DESC, b."id" DESC LIMIT $4`,
    [ctx.scope.path, day ?? null, id ?? null, input.limit + 1],
  )
  const shown = rows.slice(0, input.limit)
  const last = shown.at(-1)
  return { rows: shown.map(summary), next: rows.length > input.limit && last ? `${last.windowTo}_${last.id}` : null }
}

/** A bulletin with its figures, its words and its failing accounts. @throws NotFound */
export async function getBulletin(ctx: Ctx, id: string): Promise<BulletinView> {
  const { rows } = await ctx.pool.query<Head>(`${head} WHERE ${visible} AND b."id" = $2`, [ctx.scope.path, id])
  const row = rows[0]
  if (!row) throw new NotFound('通报')
  const failing = await listFailing(ctx, id)
  return { ...summary(row), figures: row.figures, text: composeText(row.figures, failing), failing }
}

function summary({ windowFrom, windowTo, figures, ...row }: Head): BulletinSummary {
  const window = { from: windowFrom, to: windowTo }
  const { total, checked, rate, decimals, unqualified } = figures
  const { id, title, state, officeName, draftedAt, draftedBy } = row
  return {
    ...{ id, title, label: windowLabel(window), window, state, officeName, total, checked, rate, decimals },
    ...{ proposed: unqualified.proposed, draftedAt, draftedBy },
  }
}

interface StoredRow {
  id: number
  accountId: string
  accountName: string
  unitId: string
  unitName: string
  tier: Tier
  areaUnitId: string
  areaName: string
  platformCode: string
  platformName: string
  bulletinGroup: BulletinGroup
  level: LevelColumn
  findingState: 'PROPOSED' | 'CONFIRMED' | 'DISMISSED' | null
  days: number | null
  lastPostOn: Day | null
  counts: { basis?: 'posts' | 'statement'; partial?: boolean; silentSince?: Day; reason?: string }
  posts: number | null
  originals: number | null
  followers: number | null
}

const storedRow = `
  SELECT r.*, ((r."lastPostAt" AT TIME ZONE 'UTC') + interval '8 hours')::date AS "lastPostOn" FROM "BulletinAccount" r`

function rowOf(row: StoredRow): BulletinRow {
  const level = levelFromColumn(row.level)
  const { id, accountId, accountName, unitId, unitName, tier, areaName, platformCode, platformName, days, lastPostOn } = row
  return {
    ...{ id, accountId, accountName, unitId, unitName, tier, areaId: row.areaUnitId, areaName, platformCode, platformName },
    ...{ group: row.bulletinGroup, level, result: resultOf({ level, finding: row.findingState }), days, lastPostOn },
    reason: reasons.find((reason) => reason === row.counts.reason) ?? null,
    silentSince: row.counts.silentSince ?? null,
    posts: row.posts,
    basis: row.counts.basis ?? null,
    partial: row.counts.partial ?? false,
    originals: row.originals,
    followers: row.followers,
  }
}

const partColumns = { tier: '"tier"::text', group: '"bulletinGroup"', unit: '"areaUnitId"::text', platform: '"platformCode"' } as const

/** As `resultOf`, in SQL. */
const resultSql: Record<Result, string> = {
  outside: `r."level" IN ('UNKNOWN', 'EXEMPT')`,
  qualified: `r."level" IN ('NORMAL', 'REMINDER', 'WARNING')`,
  dismissed: `r."findingState" = 'DISMISSED'`,
  proposed: `r."findingState" = 'PROPOSED'`,
  confirmed: `r."findingState" = 'CONFIRMED'`,
}

/** The accounts behind a number of a bulletin, in the order of units, paged by key. @throws NotFound */
export async function listRows(ctx: Ctx, input: ListRowsInput): Promise<{ rows: BulletinRow[]; next: number | null }> {
  await assertVisible(ctx, input.id)
  const where = [`r."bulletinId" = $1`, `r."id" > $2`]
  const values: unknown[] = [input.id, input.after ?? 0, input.limit + 1]
  if (input.part) where.push(`r.${partColumns[input.part.by]} = $${values.push(input.part.key)}`)
  if (input.levels) where.push(`r."level"::text = ANY($${values.push(input.levels.map((level) => levelColumns[level]))})`)
  if (input.results) where.push(`(${input.results.map((result) => resultSql[result]).join(' OR ')})`)
  const { rows } = await ctx.pool.query<StoredRow>(`${storedRow} WHERE ${where.join(' AND ')} ORDER BY r."id" LIMIT $3`, values)
  const shown = rows.slice(0, input.limit)
  return { rows: shown.map(rowOf), next: rows.length > input.limit ? (shown.at(-1)?.id ?? null) : null }
}

/** Every row of a bulletin, for its annex workbook. @throws NotFound */
export async function listAllRows(ctx: Ctx, id: string): Promise<BulletinRow[]> {
  await assertVisible(ctx, id)
  const { rows } = await ctx.pool.query<StoredRow>(`${storedRow} WHERE r."bulletinId" = $1 ORDER BY r."id"`, [id])
  return rows.map(rowOf)
}

async function listFailing(ctx: Ctx, id: string): Promise<FailingAccount[]> {
  const { rows } = await ctx.pool.query<StoredRow>(
    `${storedRow} WHERE r."bulletinId" = $1 AND (${resultSql.confirmed} OR ${resultSql.proposed}) ORDER BY r."id"`,
    [id],
  )
  return rows.map(rowOf).flatMap(({ result, accountName, unitName, platformName, level, lastPostOn, silentSince }): FailingAccount[] => {
    if (result !== 'confirmed' && result !== 'proposed') return []
    return [{ accountName, unitName, platformName, level, state: result, lastPostOn, silentSince }]
  })
}

async function assertVisible(ctx: Ctx, id: string): Promise<void> {
  const { rowCount } = await ctx.pool.query(
    `SELECT FROM "Bulletin" b LEFT JOIN "Unit" u ON u."id" = b."scopeUnitId" WHERE ${visible} AND b."id" = $2`,
    [ctx.scope.path, id],
  )
  if (rowCount === 0) throw new NotFound('通报')
}
