import type { Pool } from 'pg'
import { type Flaw, note } from './proof'
import { firstEdited, links, stretchEnd } from './verify.sql'

/** A place in the chain. */
export interface Link {
  seq: number
  hash: string
}

export interface ChainFacts {
  rows: number
  firstSeq: number | null
  lastSeq: number | null
  flaws: Flaw[]
}

/** Rows looked at in one statement: short enough for a page's limit, long enough to run in parallel. */
const stretch = 100_000
const lowest = '-9223372036854775808'

interface Links {
  rows: number
  first: number
  last: number
  missing: number | null
  outside: number | null
  link: number | null
  lastHash: string
}

const kinds = ['edited', 'missing', 'outside', 'link'] as const

/** Walks the chain from a place on: every hash computed anew, every link followed, no number left out. Rows written meanwhile are left to the next check. */
export async function checkChain(pool: Pool, from: Link, progress: (rows: number) => void): Promise<ChainFacts> {
  const facts: ChainFacts = { rows: 0, firstSeq: null, lastSeq: null, flaws: [] }
  const upTo = (await one<{ seq: number | null }>(pool, 'SELECT max("seq") AS "seq" FROM public."AuditEvent"', [])).seq
  let [after, before]: [string | number, Link] = [lowest, from]
  const endAfter = async (place: string | number) => (await one<{ end: number | null }>(pool, stretchEnd, [place, upTo, stretch])).end
  for (let end = await endAfter(after); end !== null; end = await endAfter(after)) {
    const [edited, found]: [{ seq: number | null }, Links] = await Promise.all([
      one<{ seq: number | null }>(pool, firstEdited, [after, end]),
      one<Links>(pool, links, [after, end, before.seq, before.hash]),
    ])
    const bad = { edited: edited.seq, missing: found.missing, outside: found.outside, link: found.link }
    for (const kind of kinds) if (bad[kind] !== null) note(facts.flaws, { kind, seq: bad[kind] })
    facts.rows += found.rows
    facts.firstSeq ??= found.first
    facts.lastSeq = found.last
    before = { seq: end, hash: found.lastHash }
    after = end
    progress(facts.rows)
  }
  return facts
}

async function one<Row extends object>(pool: Pool, sql: string, values: unknown[]): Promise<Row> {
  const { rows } = await pool.query<Row>(sql, values)
  const row = rows[0]
  if (!row) throw new Error('an aggregate gives one row')
  return row
}
