import type { Standing } from '~/domain/account/account'
import { coverageDays, judgedSql, ownLevelSql, windowOf } from '~/domain/activity/read-coverage.server'
import { addDays, type Day, dayFromColumn, dayOf } from '~/domain/calendar/day'
import type { Ctx } from '~/domain/context'
import type { Tier } from '~/domain/unit/tier'
import type { AccountSort, ListAccountsInput } from './account-filter'
import { type Level, type LevelColumn, levelColumns, levelFromColumn } from './level'

export interface AccountRow {
  id: string
  name: string
  platformName: string
  unitId: string
  unitName: string
  tier: Tier
  standing: Standing
  followers: number | null
  /** Of the newest day evaluated; null where the account was not evaluated then. */
  level: Level | null
  /** As the verdict knew it, so that both agree; where there is none, the newest post known. */
  lastPostAt: Date | null
}

export interface AccountPage {
  rows: AccountRow[]
  /** Of all pages. */
  total: number
  /** The day the levels are of. */
  asOf: Day | null
  /** Cursors of the neighbouring pages, null at the ends. */
  next: string | null
  previous: string | null
}

interface Order {
  key: string
  type: string
  /** What a cursor of this order may hold. */
  valid: RegExp
  descending: boolean
}

const instant = /^(infinity|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?[+-]\d\d)$/

/** What each order sorts by; ties by id. Unknown stands last. */
const orders: Record<AccountSort, Order> = {
  name: { key: 'a."pinyin"', type: 'text', valid: /^/, descending: false },
  lastPost: { key: `coalesce(v."lastPostAt", 'infinity')`, type: 'timestamptz', valid: instant, descending: false },
  followers: { key: 'coalesce(a."followers", -1)', type: 'int', valid: /^-?\d{1,9}$/, descending: true },
  recent: { key: 'a."createdAt"', type: 'timestamptz', valid: instant, descending: true },
}

interface Found extends Omit<AccountRow, 'level'> {
  key: string
  level: LevelColumn | null
}

/** The registry with what the rules say of each account on the newest day evaluated: searched, filtered, sorted, paged by key. */
export async function listAccounts(ctx: Ctx, input: ListAccountsInput): Promise<AccountPage> {
  const asOf = await newestDay(ctx)
  const { where, values } = filter(ctx, input, asOf, await windowFor(ctx, input))
  const count = await ctx.pool.query<{ n: number }>(`SELECT count(*) AS n ${from} WHERE ${where}`, values)
  const { rows, next, previous } = await page(ctx, input, where, values)
  return { rows, total: count.rows[0]?.n ?? 0, asOf, next, previous }
}

async function newestDay(ctx: Ctx): Promise<Day | null> {
  const newest = await ctx.db.verdict.findFirst({ orderBy: { asOf: 'desc' }, select: { asOf: true } })
  return newest && dayFromColumn(newest.asOf)
}

const from = `
  FROM "Account" a
  JOIN "Unit" u ON u."id" = a."unitId"
  JOIN "Platform" p ON p."code" = a."platformCode"
  LEFT JOIN "Verdict" v ON v."accountId" = a."id" AND v."asOf" = $1::date`

/** In use, and no source is set up for it. */
const withoutSource = `a."standing" IN ('REGISTERED', 'ANNOUNCING') AND NOT EXISTS (SELECT FROM "Source" s WHERE s."accountId" = a."id" AND s."enabled")`

/** Accounts that count in the total of the day: filed, and there by then. */
const counted = `a."standing" <> 'UNFILED' AND (v."id" IS NOT NULL OR ($1::date IS NULL AND a."standing" <> 'CANCELLED'))`

type Window = Awaited<ReturnType<typeof windowOf>> & { to: Day }

/** The days by which it is told how an account was looked at, where that is asked for. */
async function windowFor(ctx: Ctx, { looked }: ListAccountsInput): Promise<Window | null> {
  if (!looked || looked === 'none') return null
  const to = dayOf(ctx.now)
  return { to, ...(await windowOf(ctx, addDays(to, 1 - coverageDays), to)) }
}

function filter(ctx: Ctx, input: ListAccountsInput, asOf: Day | null, window: Window | null) {
  const values: unknown[] = [asOf]
  const bind = (value: unknown) => `$${values.push(value)}`
  const where = ['a."voidedAt" IS NULL']
  const scope = ctx.scope.path === null ? null : bind(ctx.scope.path)
  if (scope) where.push(`starts_with(u."path", ${scope})`)
  if (input.q) where.push(search(input.q, bind))
  if (input.unit) where.push(`starts_with(u."path", (${inScope(bind(input.unit), scope)}))`)
  if (input.unit && input.own) where.push(ownLevelSql(bind(input.unit)))
  if (input.tier) where.push(`u."tier" = ${bind(input.tier)}::"Tier"`)
  if (input.platform) where.push(`a."platformCode" = ${bind(input.platform)}`)
  if (input.group) where.push(`p."bulletinGroup" = ${bind(input.group)}`)
  if (input.standing === 'COUNTED') where.push(counted)
  else if (input.standing) where.push(`a."standing" = ${bind(input.standing)}::"Standing"`)
  if (input.level) where.push(`coalesce(v."level", 'UNKNOWN') = ${bind(levelColumns[input.level])}::"Level"`)
  if (input.looked === 'none') where.push(withoutSource)
  if (input.looked && window) {
    const places = {
      start: bind(window.start),
      end: bind(window.end),
      reach: bind(window.reach),
      lastDay: bind(window.to),
      path: bind(ctx.scope.path),
    }
    const how = input.looked === 'any' ? '' : `WHERE how = ${bind(input.looked)}`
    where.push(`a."id" IN (SELECT "id" FROM (${judgedSql(places)}) j ${how})`)
  }
  return { where: where.join(' AND '), values }
}

/** The path of a unit; of one outside the scope there is none, so that nothing is found below it. */
function inScope(unit: string, scope: string | null): string {
  return `SELECT w."path" FROM "Unit" w WHERE w."id" = ${unit}::uuid${scope ? ` AND starts_with(w."path", ${scope})` : ''}`
}

/** By name, or by pinyin and initials where letters were typed. */
function search(q: string, bind: (value: unknown) => string): string {
  const folded = q
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s/g, '')
    .replace(/[\\%_]/g, '\\$&')
  const like = bind(`%${folded}%`)
  const name = `a."name" ILIKE ${like}`
  return /^[\x21-\x7e]+$/.test(folded) ? `(${name} OR a."pinyin" LIKE ${like} OR a."initials" LIKE ${like})` : name
}

async function page(ctx: Ctx, input: ListAccountsInput, where: string, values: unknown[]) {
  const order = orders[input.sort]
  const start = readCursor(input.before ?? input.after, order)
  const backwards = start !== null && input.before !== undefined
  const descending = order.descending !== backwards
  const all = start === null ? values : [...values, start.key, start.id, input.limit + 1]
  const n = values.length
  const beyond = start === null ? '' : `AND (${order.key}, a."id") ${descending ? '<' : '>'} ($${n + 1}::${order.type}, $${n + 2}::uuid)`
  const direction = descending ? 'DESC' : 'ASC'
  const { rows } = await ctx.pool.query<Found>(
    `SELECT ${columns}, (${order.key})::text AS "key" ${from} WHERE ${where} ${beyond}
     ORDER BY ${order.key} ${direction}, a."id" ${direction} LIMIT ${start === null ? input.limit + 1 : `$${n + 3}`}`,
    all,
  )
  const more = rows.length > input.limit
  const kept = rows.slice(0, input.limit)
  if (backwards) kept.reverse()
  const [first, last] = [kept[0], kept.at(-1)]
  return {
    rows: kept.map(({ key, level, ...row }) => ({ ...row, level: level && levelFromColumn(level) })),
    previous: first && (backwards ? more : start !== null) ? writeCursor(first) : null,
    next: last && (backwards || more) ? writeCursor(last) : null,
  }
}

const columns = `
  a."id", a."name", p."name" AS "platformName", u."id" AS "unitId", u."name" AS "unitName", u."tier", a."standing", a."followers", v."level",
  CASE WHEN v."id" IS NOT NULL THEN v."lastPostAt" ELSE greatest(
    (SELECT max("activeAt") FROM "Post" WHERE "accountId" = a."id"),
    (SELECT max("lastPostAt") FROM "ActivityStatement" WHERE "accountId" = a."id")) END AS "lastPostAt"`

/** A cursor is the sort key and id of the row at a page's edge. */
function writeCursor({ key, id }: Found): string {
  return Buffer.from(JSON.stringify([key, id])).toString('base64url')
}

/** One that was tampered with starts at the first page. */
function readCursor(cursor: string | undefined, { valid }: Order): { key: string; id: string } | null {
  if (cursor === undefined) return null
  const [key, id] = cursorParts(Buffer.from(cursor, 'base64url').toString())
  if (typeof key !== 'string' || typeof id !== 'string') return null
  return valid.test(key) && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? { key, id } : null
}

function cursorParts(text: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(text)
    return Array.isArray(parts) ? parts : []
  } catch {
    return []
  }
}
