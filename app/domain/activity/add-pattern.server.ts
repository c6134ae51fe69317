import type { PoolClient } from 'pg'
import { hostLane, isBridge } from '~/domain/account/feed-address'
import type { Ctx } from '~/domain/context'
import { Invalid } from '~/domain/errors'
import { mayProveSilence } from './kind'
import { laneOf } from './lane'
import { getOwnCredential } from './own-credential.server'
import type { PatternInput } from './source-inputs'

export interface PatternRow {
  accountId: string
  accountName: string
  unitName: string
  url: string
}

export interface PatternPlan {
  /** How many accounts get a source; the first of them in `rows`. */
  ready: number
  rows: PatternRow[]
  /** Accounts of the platform that lack what the pattern asks for. */
  lacking: { accountId: string; accountName: string; unitName: string }[]
  lackingCount: number
  /** Accounts that have this very source already. */
  known: number
}

const shown = 100

/** What sources a pattern would make in the actor's units; nothing is written. @throws Invalid pattern.address */
export async function previewPattern(ctx: Ctx, input: PatternInput): Promise<PatternPlan> {
  return planOf(await judge(ctx.pool, ctx, input))
}

/**
 * Makes them, one audited write. Accounts that lack what the pattern asks for, or have the source already, are left as they are, also
 * where somebody adds the same at the same time.
 * @throws Invalid pattern.address · NotFound (the authorisation)
 */
export async function addPattern(ctx: Ctx, input: PatternInput): Promise<PatternPlan> {
  const credentialId = input.credentialId ? (await getOwnCredential(ctx.db, ctx, input.credentialId, input.kind)).id : null
  return ctx.bulk('activity.addPattern', async (client) => {
    await client.query(
      `SELECT FROM "Account" a JOIN "Unit" u ON u."id" = a."unitId" WHERE a."platformCode" = $1 AND ($2::text IS NULL OR starts_with(u."path", $2))
       ORDER BY a."id" FOR UPDATE OF a`,
      [input.platform, ctx.scope.path],
    )
    const found = await judge(client, ctx, input)
    const { kind } = input
    const rows = found.flatMap(({ id, url, known }) =>
      url === null || known ? [] : [{ id, url, lane: laneOf({ kind, credentialId, url }) }],
    )
    await client.query(
      `INSERT INTO "Source" ("accountId", "kind", "url", "lane", "config", "credentialId", "seesAllPosts", "nextRunAt", "createdAt")
       SELECT w.account, $4::"SourceKind", w.url, w.lane, $5::jsonb, $6::uuid, w.all_posts, $7::timestamptz, $7::timestamptz
       FROM unnest($1::uuid[], $2::text[], $3::text[], $8::boolean[]) AS w(account, url, lane, all_posts)`,
      [
        rows.map(({ id }) => id),
        rows.map(({ url }) => url),
        rows.map(({ lane }) => lane),
        kind,
        JSON.stringify(input.config),
        credentialId,
        ctx.now,
        rows.map(({ url }) => mayProveSilence(kind, input.seesAllPosts && !isBridge(url))),
      ],
    )
    const plan = planOf(found)
    return {
      subject: { type: 'platform', id: input.platform, unitId: ctx.actor.kind === 'person' ? ctx.actor.unitId : null },
      detail: { kind, platform: input.platform, pattern: input.pattern, added: plan.ready, known: plan.known, lacking: plan.lackingCount },
      result: plan,
    }
  })
}

interface Found {
  id: string
  name: string
  unitName: string
  /** Null where the registry lacks what the pattern asks for. */
  url: string | null
  known: boolean
}

async function judge(client: Pick<PoolClient, 'query'>, ctx: Ctx, { kind, platform, pattern }: PatternInput): Promise<Found[]> {
  const { rows } = await client.query<{
    id: string
    name: string
    unitName: string
    platformAccountId: string | null
    url: string | null
    urls: string[]
  }>(
    `SELECT a."id", a."name", u."name" AS "unitName", a."platformAccountId", a."url",
       ARRAY(SELECT s."url" FROM "Source" s WHERE s."accountId" = a."id" AND s."kind" = $3::"SourceKind" AND s."enabled" AND s."url" IS NOT NULL) AS "urls"
     FROM "Account" a JOIN "Unit" u ON u."id" = a."unitId"
     WHERE a."platformCode" = $1 AND a."voidedAt" IS NULL AND a."standing" IN ('REGISTERED', 'ANNOUNCING', 'UNFILED') AND ($2::text IS NULL OR starts_with(u."path", $2))
     ORDER BY u."divisionCode", u."name", a."name", a."id"`,
    [platform, ctx.scope.path, kind],
  )
  return rows.map(({ id, name, unitName, platformAccountId, url, urls }) => {
    const made = fill(pattern, { 平台账号ID: platformAccountId, 账号名称: name, 账号链接: url })
    return { id, name, unitName, url: made, known: made !== null && urls.includes(made) }
  })
}

/** The address of one account, each value as part of an address; null where one is missing. */
function fill(pattern: string, values: Readonly<Record<string, string | null>>): string | null {
  let lacks = false
  const filled = pattern.replace(/\{([^{}]+)\}/g, (whole, name: string) => {
    if (!Object.hasOwn(values, name)) return whole
    const value = values[name]
    if (value === null || value === undefined || value === '') lacks = true
    return pattern === `{${name}}` ? (value ?? '') : encodeURIComponent(value ?? '')
  })
  if (lacks) return null
  if (hostLane(filled) === null || !/^https?:/i.test(filled)) {
    throw new Invalid('pattern.address', `按这个格式得到的“${filled.slice(0, 100)}”不是网址，请核对。`)
  }
  return new URL(filled).toString()
}

function planOf(found: readonly Found[]): PatternPlan {
  const ready = found.flatMap(({ id, name, unitName, url, known }) =>
    url === null || known ? [] : [{ accountId: id, accountName: name, unitName, url }],
  )
  const lacking = found.filter(({ url }) => url === null)
  return {
    ...{ ready: ready.length, rows: ready.slice(0, shown) },
    lacking: lacking.slice(0, shown).map(({ id, name, unitName }) => ({ accountId: id, accountName: name, unitName })),
    ...{ lackingCount: lacking.length, known: found.filter(({ known }) => known).length },
  }
}
