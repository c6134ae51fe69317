import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, type Day, dayOf, dayToColumn, endOf } from '~/domain/calendar/day'
import { evaluate } from '~/domain/supervision/evaluate.server'
import { levelFromColumn } from '~/domain/supervision/level'
import { reasons, verdictOf } from '~/domain/supervision/verdict'
import type { Prisma } from '~/infra/prisma/client'
import { aUnit } from '../support/registry'
import { aWorld, today, type World } from '../support/world'

const ladder = { normalMax: 5, reminderMax: 7, warningMax: 14, dormantMin: 15, zombieMin: 91, newAccountDays: 14 }
const hour = 3_600_000

// Hours are counted back from the end of the as-of day (or from now); 6-hour steps meet days' edges often.
const back = fc.oneof({ weight: 3, arbitrary: fc.integer({ min: -8, max: 80 }) }, fc.integer({ min: 0, max: 480 })).map((n) => n * 6)
const span = fc.tuple(back, back).map(([a, b]) => ({ from: Math.max(a, b), until: Math.min(a, b) }))
const dayBack = fc.oneof(fc.constant(null), fc.integer({ min: -2, max: 130 }), fc.integer({ min: 10, max: 20 }))
const statement = fc.record({ span, posts: fc.integer({ min: 0, max: 3 }), last: fc.integer({ min: 0, max: 99 }) })
const source = fc.record({
  seesAll: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, fc.constant(false)),
  coverage: fc.array(span, { maxLength: 3 }),
  statements: fc.array(statement, { maxLength: 2 }).chain((some) => fc.boolean().map((kept) => (kept ? some : []))),
  posts: fc.array(
    span.map(({ from, until }) => ({ from, until: from - until > 200 ? from : until })),
    { maxLength: 2 },
  ),
})
const scenario = fc.record({
  standing: fc.oneof(
    { weight: 4, arbitrary: fc.constant('REGISTERED' as const) },
    fc.constantFrom('ANNOUNCING', 'SHUT', 'CANCELLED', 'UNFILED'),
  ),
  contentClass: fc.constantFrom(null, null, null, 'PUBLISH', 'MIXED', 'SERVICE'),
  opened: dayBack,
  filed: dayBack,
  ceased: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, fc.integer({ min: -3, max: 3 })),
  sources: fc.array(source, { maxLength: 3 }),
})
/** An account nobody saw a post of, followed from before its opening: rare among the others. */
const quiet = fc.integer({ min: 12, max: 20 }).map((opened) => ({
  ...{ standing: 'REGISTERED' as const, contentClass: null, opened, filed: null, ceased: null },
  sources: [{ seesAll: true, coverage: [{ from: 600, until: 0 }], statements: [], posts: [] }],
}))
/** A sheet that counted nothing where another source saw a post. */
const contradicted = fc.integer({ min: 160, max: 300 }).map((seenAt) => ({
  ...{ standing: 'REGISTERED' as const, contentClass: null, opened: null, filed: null, ceased: null },
  sources: [
    { seesAll: true, coverage: [], statements: [{ span: { from: 600, until: 0 }, posts: 0, last: 0 }], posts: [] },
    { seesAll: false, coverage: [], statements: [], posts: [{ from: seenAt, until: seenAt }] },
  ],
}))
const anyone = fc.oneof({ weight: 12, arbitrary: scenario }, quiet, contradicted)
type Scenario = typeof scenario extends fc.Arbitrary<infer T> ? T : never

interface Clock {
  asOf: Day
  now: Date
  /** What hours are counted back from. */
  zero: Date
}

test('the set-based evaluation says of every account what the rule says', async () => {
  await using world = await aWorld()
  const unit = await aUnit(world)
  const past: Clock = { asOf: '2026-09-30', now: today, zero: endOf('2026-09-30') }
  const now: Clock = { asOf: dayOf(today), now: today, zero: today }
  const seen = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(fc.array(anyone, { minLength: 300, maxLength: 300, size: 'max' }), async (scenarios) => {
      for (const clock of [past, now]) {
        await clear(world)
        const ids = await write(world, unit.id, clock, scenarios)
        await evaluate(world.ctx({ now: clock.now }), { asOf: clock.asOf })
        const rows = await world.database.db.verdict.findMany({ select: { accountId: true, level: true, reason: true, days: true } })
        const said = new Map(rows.map((row) => [row.accountId, `${levelFromColumn(row.level)} ${row.reason} ${row.days}`]))
        scenarios.forEach((one, i) => {
          const expected = byHand(one, clock)
          expect(said.get(ids[i] ?? ''), JSON.stringify(one)).toBe(expected)
          const reason = expected?.split(' ')[1] ?? 'out'
          seen.set(reason, (seen.get(reason) ?? 0) + 1)
        })
      }
    }),
    { numRuns: 3, endOnFailure: true },
  )
  // Every answer the rule has was met, or the scenarios prove little.
  expect([...seen.keys()].sort()).toEqual(['out', ...reasons].sort())
}, 120_000)

const at = (clock: Clock, hours: number) => new Date(clock.zero.getTime() - hours * hour)
const dayAt = (clock: Clock, back: number | null) => (back === null ? null : addDays(clock.asOf, -back))

/** The last post of a statement, or null: somewhere in its span by percent. */
function lastOf(clock: Clock, one: Scenario['sources'][number]['statements'][number]): Date | null {
  const length = (one.span.from - one.span.until) * hour
  return one.posts === 0 || length === 0 ? null : new Date(at(clock, one.span.from).getTime() + Math.floor((length * one.last) / 100))
}

async function clear(world: World) {
  await world.database.pool.query('TRUNCATE "Verdict", "Finding", "Post", "Coverage", "ActivityStatement", "Source", "Account" CASCADE')
}

async function write(world: World, unitId: string, clock: Clock, scenarios: Scenario[]): Promise<string[]> {
  const { db } = world.database
  const ids = scenarios.map(() => randomUUID())
  const accounts: Prisma.AccountCreateManyInput[] = []
  const sources: Prisma.SourceCreateManyInput[] = []
  const coverage: Prisma.CoverageCreateManyInput[] = []
  const statements: Prisma.ActivityStatementCreateManyInput[] = []
  const posts: Prisma.PostCreateManyInput[] = []
  const column = (day: Day | null) => day && dayToColumn(day)
  for (const [i, one] of scenarios.entries()) {
    const accountId = ids[i] ?? ''
    const { standing, contentClass } = one
    accounts.push({
      ...{ id: accountId, unitId, platformCode: 'weibo', name: accountId, nameKey: accountId, pinyin: '', initials: '', origin: 'LEDGER' },
      ...{ standing, contentClass, openedOn: column(dayAt(clock, one.opened)), filedOn: column(dayAt(clock, one.filed)) },
      ...{ ceasedOn: column(dayAt(clock, one.ceased)), createdAt: today, updatedAt: today },
    })
    for (const source of one.sources) {
      const sourceId = randomUUID()
      const own = { sourceId, accountId }
      sources.push({ id: sourceId, accountId, kind: 'FEED', seesAllPosts: source.seesAll, createdAt: today })
      for (const { from, until } of source.coverage) coverage.push({ ...own, coveredFrom: at(clock, from), coveredUntil: at(clock, until) })
      for (const st of distinct(source.statements)) {
        const lastPostAt = lastOf(clock, st)
        statements.push({
          ...own,
          coveredFrom: at(clock, st.span.from),
          coveredUntil: at(clock, st.span.until),
          posts: lastPostAt ? st.posts : 0,
          lastPostAt,
          at: today,
        })
      }
      for (const { from, until } of source.posts) {
        const activeAt = at(clock, until)
        posts.push({ ...own, extKey: randomUUID(), activeFrom: at(clock, from), activeAt, firstSeenAt: activeAt, lastSeenAt: activeAt })
      }
    }
  }
  await db.account.createMany({ data: accounts })
  await db.source.createMany({ data: sources })
  await db.coverage.createMany({ data: coverage })
  await db.activityStatement.createMany({ data: statements })
  await db.post.createMany({ data: posts })
  return ids
}

function distinct(statements: Scenario['sources'][number]['statements']) {
  return statements.filter(
    (one, i) => statements.findIndex((other) => other.span.from === one.span.from && other.span.until === one.span.until) === i,
  )
}

/** The facts worked out minute by minute, without a range type, and the rule applied to them. */
function byHand(one: Scenario, clock: Clock): string | undefined {
  const [openedOn, filedOn, ceasedOn] = [dayAt(clock, one.opened), dayAt(clock, one.filed), dayAt(clock, one.ceased)]
  const start = openedOn ?? filedOn
  if (start !== null && start > clock.asOf) return undefined
  if (ceasedOn !== null && ceasedOn <= clock.asOf) return undefined
  if (one.standing === 'CANCELLED' && ceasedOn === null) return undefined

  const limit = clock.now < endOf(clock.asOf) ? clock.now : endOf(clock.asOf)
  const live = limit === clock.now
  const included = (instant: Date) => (live ? instant <= limit : instant < limit)
  const statements = one.sources.flatMap((source) => distinct(source.statements).map((st) => ({ st, last: lastOf(clock, st) })))
  const posts = one.sources.flatMap((source) => source.posts.map((post) => ({ from: at(clock, post.from), at: at(clock, post.until) })))
  const cap = live ? limit : new Date(limit.getTime() - 1)
  const signs = [
    ...posts.filter((post) => included(post.from)).map((post) => (included(post.at) ? post.at : cap)),
    ...statements.flatMap(({ last }) => (last && included(last) ? [last] : [])),
  ]
  const lastPostAt = signs.length > 0 ? new Date(Math.max(...signs.map(Number))) : null

  const doubtful = (st: Scenario['sources'][number]['statements'][number]) => {
    const last = lastOf(clock, st)
    const open = last ? endOf(dayOf(last)) : at(clock, st.span.from)
    const until = at(clock, st.span.until)
    return (
      posts.some((post) => post.from >= open && post.at < until) ||
      statements.some((other) => other.last && other.last >= open && other.last < until)
    )
  }
  const proven: [number, number][] = []
  let [looked, doubted] = [false, false]
  for (const source of one.sources.filter((candidate) => candidate.seesAll)) {
    const sheets = distinct(source.statements).filter((st) => at(clock, st.span.from) < limit)
    if (sheets.some(doubtful)) doubted = true
    for (const { from, until } of [...source.coverage, ...sheets.map((st) => st.span)])
      if (from > until && at(clock, from) < limit) looked = true
    for (const piece of source.coverage)
      proven.push(
        ...minus(
          [+at(clock, piece.from), +at(clock, piece.until)],
          sheets.map((st) => [+at(clock, st.span.from), +at(clock, st.span.until)]),
        ),
      )
    for (const st of sheets) if (!doubtful(st)) proven.push([+(lastOf(clock, st) ?? at(clock, st.span.from)), +at(clock, st.span.until)])
  }
  const last = lastComponent(proven.map(([from, until]) => [from, Math.min(until, +limit)]))
  const fresh = last !== null && last[1] >= (live ? +limit - 26 * hour : +limit)
  const verdict = verdictOf(
    {
      ...{
        standing: one.standing,
        contentClass: one.contentClass ?? 'PUBLISH',
        openedOn,
        ceasedOn,
        asOf: clock.asOf,
        lastPostAt,
        looked,
        doubted,
      },
      ...{ point: fresh ? new Date(last[1]) : limit, provenFrom: fresh ? new Date(last[0]) : null },
    },
    ladder,
  )
  return `${verdict.level} ${verdict.reason} ${verdict.days}`
}

function minus(piece: [number, number], holes: number[][]): [number, number][] {
  return holes.reduce<[number, number][]>(
    (pieces, [from = 0, until = 0]) =>
      from === until
        ? pieces
        : pieces
            .flatMap(([a, b]): [number, number][] => [
              [a, Math.min(b, from)],
              [Math.max(a, until), b],
            ])
            .filter(([a, b]) => a < b),
    [piece],
  )
}

function lastComponent(pieces: [number, number][]): [number, number] | null {
  let found: [number, number] | null = null
  for (const [from, until] of pieces.filter(([a, b]) => a < b).sort((x, y) => x[0] - y[0])) {
    found = found && from <= found[1] ? [found[0], Math.max(found[1], until)] : [from, until]
  }
  return found
}
