import type { PoolClient } from 'pg'
import { dayOf, endOf, startOf } from '~/domain/calendar/day'
import type { Window } from '~/domain/calendar/window'
import { windowLabel } from '~/domain/calendar/window'
import type { Ctx } from '~/domain/context'
import { Invalid } from '~/domain/errors'
import { policyInForce } from '~/domain/policy/read.server'
import { evaluate } from '~/domain/supervision/evaluate.server'
import { type LevelColumn, levelFromColumn } from '~/domain/supervision/level'
import { bulletinTitle, type Comparison, type Figures, tierNames } from './bulletin'
import { cellsSql, movesSql, otherSql, overtakenSql, rowsSql, sumsSql } from './draft.sql'
import { assertAddsUp, type Cell, type Count, countCells, pointsBetween, rateOf } from './figures'
import type { DraftBulletinInput } from './inputs'
import { type Area, findArea } from './office.server'
import { windowBefore, windowLastYear } from './window'

export interface Draft {
  id: string
  figures: Figures
}

/**
 * Drafts the bulletin of a window over the actor's scope: freezes one row per registered account as of the window's last day and computes every
 * figure from those rows. A draft of the same window and scope is replaced and keeps its id.
 * @throws Invalid (a window that is not over) · Refused (no rules in force then)
 */
export async function draftBulletin(ctx: Ctx, input: DraftBulletinInput): Promise<Draft> {
  const window: Window = { from: input.from, to: input.to }
  if (window.to > dayOf(ctx.now)) {
    throw new Invalid('window.future', `通报时段的止日 ${window.to} 还没有到，请选择今天或更早的日期。`, { to: window.to })
  }
  const decimals = input.decimals ?? (await policyInForce(ctx.pool, 'bulletin.decimals', window.to)).value.decimals
  await evaluateIfOvertaken(ctx, window)
  return ctx.bulk('bulletin.draft', async (client) => {
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('bulletin.draft'))`)
    const area = await findArea(client, ctx.scope.path, window.to)
    const id = await place(client, ctx, window, area, decimals)
    const figures = await freeze(client, ctx, { id, window, area, decimals })
    await client.query(`UPDATE "Bulletin" SET "figures" = $2 WHERE "id" = $1`, [id, JSON.stringify(figures)])
    const { total, checked, unqualified, rate } = figures
    return {
      subject: { type: 'bulletin', id, unitId: area.office.id },
      detail: { ...window, total, checked, unqualified, rate },
      result: { id, figures },
    }
  })
}

async function evaluateIfOvertaken(ctx: Ctx, window: Window): Promise<void> {
  const { rows } = await ctx.pool.query<{ overtaken: boolean }>(overtakenSql, [window.to, ctx.scope.path])
  if (rows[0]?.overtaken) await evaluate(ctx, { asOf: window.to })
}

/** The bulletin's record: the one that stands, emptied, or a new one. */
async function place(client: PoolClient, ctx: Ctx, window: Window, area: Area, decimals: number): Promise<string> {
  const values = [window.from, window.to, area.office.id, bulletinTitle(area.office, window), decimals, ctx.now, drafterOf(ctx)]
  const stands = await client.query<{ id: string }>(
    `UPDATE "Bulletin" SET "title" = $4, "decimals" = $5, "draftedAt" = $6, "draftedBy" = $7
     WHERE "windowFrom" = $1::date AND "windowTo" = $2::date AND "scopeUnitId" IS NOT DISTINCT FROM $3::uuid AND "state" = 'DRAFT' RETURNING "id"`,
    values,
  )
  const id = stands.rows[0]?.id
  if (id) {
    await client.query(`DELETE FROM "BulletinAccount" WHERE "bulletinId" = $1`, [id])
    return id
  }
  const made = await client.query<{ id: string }>(
    `INSERT INTO "Bulletin" ("windowFrom", "windowTo", "scopeUnitId", "title", "decimals", "draftedAt", "draftedBy", "figures")
     VALUES ($1::date, $2::date, $3::uuid, $4, $5, $6, $7, '{}') RETURNING "id"`,
    values,
  )
  return one(made.rows).id
}

interface Frozen {
  id: string
  window: Window
  area: Area
  decimals: number
}

async function freeze(client: PoolClient, ctx: Ctx, { id, window, area, decimals }: Frozen): Promise<Figures> {
  const start = startOf(window.from)
  const end = endOf(window.to)
  const inserted = await client.query(rowsSql, [id, window.to, ctx.scope.path, start, end, area.depth])
  const count = await countRows(client, id, area, decimals)
  if (count.total !== inserted.rowCount) throw new Error(`bulletin does not add up: ${count.total} counted, ${inserted.rowCount} rows`)
  assertAddsUp(count)
  const sums = one((await client.query<Sums>(sumsSql, [id])).rows)
  const moves = one((await client.query<Moves>(movesSql, [window.to, ctx.scope.path, window.from, start, end])).rows)
  const before = windowLastYear(window)
  const compare = (other: Window) => compareWith(client, { id, area, decimals, count }, other)
  return {
    version: 1,
    ...count,
    window,
    decimals,
    office: area.office,
    demo: moves.demo,
    draftedOn: dayOf(ctx.now),
    evaluatedAt: moves.evaluatedAt?.toISOString() ?? null,
    unfiled: moves.unfiled,
    changes: { opened: moves.opened, startUnknown: moves.startUnknown, changed: moves.changed, ceased: moves.ceased },
    posts: {
      ...{ total: number(sums.posts), originals: number(sums.originals), counted: sums.counted, stated: sums.stated },
      ...{ partial: sums.partial, unknown: sums.unknown, silent: sums.silent },
    },
    followers: { total: number(sums.followers), accounts: sums.followed },
    previous: await compare(windowBefore(window)),
    lastYear: before && (await compare(before)),
  }
}

async function countRows(client: PoolClient, id: string, area: Area, decimals: number): Promise<Count> {
  const { rows } = await client.query<Omit<Cell, 'level'> & { level: LevelColumn }>(cellsSql, [id])
  const cells = rows.map((row) => ({ ...row, level: levelFromColumn(row.level) }))
  return countCells(cells, { tiers: tierNames(area.office), units: area.units }, decimals)
}

async function compareWith(
  client: PoolClient,
  now: { id: string; area: Area; decimals: number; count: Count },
  window: Window,
): Promise<Comparison | null> {
  const { rows } = await client.query<{ id: string; figures: Figures; still: number }>(otherSql, [
    now.area.office.id,
    window.from,
    window.to,
    now.id,
  ])
  const other = rows[0]
  if (!other) return null
  const { total, checked, unqualified: failed, byUnit } = other.figures
  const unqualified = failed.confirmed + failed.proposed
  const rate = rateOf({ checked, unqualified }, now.decimals)
  return {
    ...{ bulletinId: other.id, label: windowLabel(window), total, checked, unqualified, rate, stillFailing: other.still },
    points: pointsBetween(now.count.rate, rate, now.decimals),
    unitRates: Object.fromEntries(byUnit.map((part) => [part.key, rateOf(part, now.decimals)])),
  }
}

/** bigint sums come as text; a sum of nothing is null and stays it. */
interface Sums {
  posts: string | number | null
  originals: string | number | null
  counted: number
  stated: number
  partial: number
  unknown: number
  silent: number
  followers: string | number | null
  followed: number
}

interface Moves {
  opened: number
  startUnknown: number
  changed: number
  ceased: number
  unfiled: number
  evaluatedAt: Date | null
  demo: boolean
}

function number(sum: string | number | null): number | null {
  return sum === null ? null : Number(sum)
}

function one<T>(rows: readonly T[]): T {
  const row = rows[0]
  if (!row) throw new Error('a statement that always answers gave no row')
  return row
}

function drafterOf({ actor }: Ctx): string {
  return actor.kind === 'visitor' ? '访客' : actor.name
}
