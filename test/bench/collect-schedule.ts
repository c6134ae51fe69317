import { kindFacts } from '~/domain/activity/kind'
import { isGoodLook, nextLookAt, type Outcome } from '~/domain/activity/source'
import { median, percentile, say } from './collect-rig'

const second = 1_000
const hour = 3_600 * second
const day = 24 * hour
const days = 3
const sources = 5_000
/** Of every ten sources six stand on one host, seven belong to an account that posts. */
const busyHost = 'busy'
const otherHosts = 400
const postsPerDay = 2
/** Between the starts of two requests to one host; what the answer takes fits into it. */
const spacing = second
/** The timetable hands out what is due so often, to so many lanes at once, each for so long before the others get their turn. */
const tick = 60 * second
const lanesAtOnce = 16
const hold = 600 * second
/** Monday, midnight in Shanghai. */
const start = new Date('2026-11-22T16:00:00Z').getTime()
const end = start + days * day

interface SimulatedSource {
  /** Instants of its posts, ascending. */
  posts: number[]
  active: boolean
  nextAt: number
  looks: number[]
}

interface SimulatedLane {
  sources: SimulatedSource[]
  busyUntil: number
  /** Time spent on it, ms. */
  taken: number
}

/** Three days of 5,000 feeds on a clock of its own: no network, no database, the product's own timetable. Then the platforms, by their quotas. */
export function measureSchedule(): void {
  const random = randomFrom(20261122)
  const lanes = lanesOf(random)
  for (let now = start; now < end; now += tick) handOut(lanes, now, random)
  reportFeeds(lanes)
  reportQuotas()
}

/** The same numbers every time (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

function lanesOf(random: () => number): Map<string, SimulatedLane> {
  const lanes = new Map<string, SimulatedLane>()
  for (let i = 0; i < sources; i++) {
    const key = i % 10 < 6 ? busyHost : `host ${i % otherHosts}`
    const active = Math.floor(i / 10) % 10 < 7
    const lane = lanes.get(key) ?? { sources: [], busyUntil: start, taken: 0 }
    lane.sources.push({ posts: active ? postsOf(random) : [], active, nextAt: start, looks: [] })
    lanes.set(key, lane)
  }
  return lanes
}

/** Two a day on average, 08:00–20:00. */
function postsOf(random: () => number): number[] {
  const posts = Array.from({ length: Math.round(random() * 2 * postsPerDay * days) }, () => {
    return start + Math.floor(random() * days) * day + 8 * hour + random() * 12 * hour
  })
  return posts.sort((a, b) => a - b)
}

/** Lanes in which something is due get the next free hands, those longest overdue first. */
const hands: number[] = Array.from({ length: lanesAtOnce }, () => start)

function handOut(lanes: ReadonlyMap<string, SimulatedLane>, now: number, random: () => number): void {
  const since = (lane: SimulatedLane) => Math.min(...lane.sources.map(({ nextAt }) => nextAt))
  const due = [...lanes.values()].filter((lane) => lane.busyUntil <= now && since(lane) <= now)
  for (const lane of due.sort((a, b) => since(a) - since(b))) {
    const free = hands.indexOf(Math.min(...hands))
    lane.busyUntil = workLane(lane, Math.max(now, hands[free] ?? now), random)
    hands[free] = lane.busyUntil
  }
}

/** One turn, as a worker takes it: what is due, in the order of the numbers, a request after the other. @returns when it ended */
function workLane(lane: SimulatedLane, began: number, random: () => number): number {
  let now = began
  for (const source of lane.sources) {
    if (source.nextAt > now) continue
    if (now - began > hold) break
    source.nextAt = lookAt(source, now, random())
    now += spacing
  }
  lane.taken += now - began
  return now
}

function lookAt(source: SimulatedSource, now: number, spread: number): number {
  const last = source.looks.at(-1) ?? start
  const outcome: Outcome = source.posts.some((post) => post > last && post <= now) ? 'OK' : 'UNCHANGED'
  source.looks.push(now)
  const failCount = isGoodLook(outcome) ? 0 : 1
  const ended = { outcome, errorKind: null, failCount, activeWithinWeek: source.active, retryAt: null }
  return nextLookAt(new Date(now), ended, kindFacts.FEED, spread).getTime()
}

function reportFeeds(lanes: ReadonlyMap<string, SimulatedLane>): void {
  const all = [...lanes.values()].flatMap((lane) => lane.sources)
  const looks = all.reduce((sum, source) => sum + source.looks.length, 0)
  const busy = lanes.get(busyHost)
  const share = ((busy?.taken ?? 0) / (end - start)) * 100
  const longest = Math.max(...all.flatMap(gapsOf))
  say(
    `schedule, ${days} days, ${sources} feeds, ${busy?.sources.length} on one host with ${spacing / second} s between requests, 70 % of the accounts active`,
  )
  say(
    `${Math.round(looks / days)} looks a day, ${(looks / days / sources).toFixed(1)} a source; the busiest host is asked ${share.toFixed(1)} % of the time`,
  )
  for (const [who, active] of [
    ['active', true],
    ['quiet', false],
  ] as const) {
    const gaps = all.filter((source) => source.active === active).flatMap(gapsOf)
    say(
      `${who}: between two looks ${hours(median(gaps))} h (median), ${hours(percentile(gaps, 0.95))} h (p95), ${hours(Math.max(...gaps))} h (longest)`,
    )
  }
  say(
    `all: p95 ${hours(percentile(all.flatMap(gapsOf), 0.95))} h, longest ${hours(longest)} h; every source looked at at least every 26 h: ${longest <= 26 * hour ? 'yes' : 'NO'}`,
  )
}

/** From the start to the first look, from look to look, from the last to the end. */
function gapsOf({ looks }: SimulatedSource): number[] {
  const instants = [start, ...looks, end]
  return instants.slice(1).map((instant, i) => instant - (instants[i] ?? instant))
}

const hours = (ms: number) => (ms / hour).toFixed(1)

/** Platforms ask for no space between requests but count them. */
function reportQuotas(): void {
  const [from, to] = kindFacts.WECHAT.hours ?? [0, 24 * 60]
  const [accounts, calls, atOnce, answer] = [5_000, 12, 8, 0.3]
  const minutes = to - from
  const needed = (accounts * calls * answer) / atOnce / 60
  say(
    `WeChat, ${accounts} accounts × ${calls} calls in ${minutes / 60} h: ${((accounts * calls) / (minutes * 60)).toFixed(2)} calls/s on average; ` +
      `${atOnce} at once at ${answer * 1_000} ms: ${needed.toFixed(1)} of ${minutes} minutes (${((needed / minutes) * 100).toFixed(0)} %)`,
  )
  const perHour = 50_000
  const [least, most] = [2, 8]
  say(
    `Weibo, ${perHour} requests an hour for one address: ${(perHour / 3_600).toFixed(1)} a second, ${perHour / least} accounts an hour at ${least} pages each, ` +
      `${perHour / most} at ${most}; 5,000 accounts take ${((5_000 * least * 60) / perHour).toFixed(0)} to ${((5_000 * most * 60) / perHour).toFixed(0)} minutes' quota a round`,
  )
}
