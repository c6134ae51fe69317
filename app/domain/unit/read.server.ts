import type { Pool, PoolClient } from 'pg'
import type { Ctx } from '~/domain/context'
import type { Prisma } from '~/infra/prisma/client'
import type { KnownUnit, UnitWorld } from './claim'
import { createDivisionIndex, type Division, type DivisionIndex } from './division'
import type { ListUnitsInput } from './inputs'
import { relativeTop } from './locate'
import { possibleRests } from './place'
import { foldName, nameKey, officeKey } from './unit'
import { foldUscc } from './uscc'

type Client = Pick<Pool | PoolClient, 'query'>

export async function loadDivisions(client: Client): Promise<DivisionIndex> {
  const { rows } = await client.query<Division>(`SELECT "code", "name", "tier", "parentCode" FROM "Division"`)
  return createDivisionIndex(rows)
}

/**
 * What resolveUnits needs for these names: the divisions, every unit in force that one of the names or USCCs can mean, and the
 * government offices. `home`: prefecture code of the importing office (see homeOfScope).
 */
export async function loadUnitWorld(
  client: Client,
  wanted: { names: Iterable<string>; usccs?: Iterable<string>; home: string | null },
): Promise<UnitWorld> {
  const divisions = await loadDivisions(client)
  const folded = new Set([...wanted.names].map(foldName))
  const keys = new Set<string>()
  for (const name of folded) for (const rest of possibleRests(name, divisions)) keys.add(nameKey(rest))
  const usccs = [...(wanted.usccs ?? [])].map(foldUscc)
  const { rows } = await client.query<KnownUnit>(
    `SELECT u."id", u."name", u."nameKey", u."tier", u."kind", u."divisionCode", u."uscc", u."path",
            coalesce((SELECT json_agg(json_build_object('key', a."aliasKey", 'prefectureCode', a."prefectureCode"))
                      FROM "UnitAlias" a WHERE a."unitId" = u."id"), '[]'::json) AS "aliases"
     FROM "Unit" u
     WHERE u."validTo" IS NULL
       AND (u."nameKey" = $4 OR u."nameKey" = ANY($1) OR u."uscc" = ANY($3)
            OR u."id" IN (SELECT a."unitId" FROM "UnitAlias" a WHERE a."aliasKey" = ANY($2)))`,
    [[...keys], [...folded], usccs, officeKey],
  )
  return { known: rows, divisions, home: wanted.home }
}

/** The prefecture (or municipality) whose short names an office with this scope means; null for the whole installation or a province. */
export async function homeOfScope(client: Client, path: string | null): Promise<string | null> {
  const id = path?.split('/').at(-2)
  if (!id) return null
  const { rows } = await client.query<{ divisionCode: string }>(`SELECT "divisionCode" FROM "Unit" WHERE "id" = $1`, [id])
  const code = rows[0]?.divisionCode
  return code ? relativeTop(code, await loadDivisions(client)) : null
}

const unitView = {
  id: true,
  code: true,
  name: true,
  tier: true,
  kind: true,
  divisionCode: true,
  parentId: true,
  path: true,
  nameComplete: true,
  _count: { select: { children: true } },
} satisfies Prisma.UnitSelect

export type UnitView = Omit<Prisma.UnitGetPayload<{ select: typeof unitView }>, '_count'> & { children: number }

/** Units in the actor's scope, in the order of their divisions: the children of one, the top of the scope, or what a search finds. */
export async function listUnits(ctx: Ctx, input: ListUnitsInput): Promise<UnitView[]> {
  const units = await ctx.db.unit.findMany({
    where: { AND: [{ validTo: null }, ctx.scope.path ? { path: { startsWith: ctx.scope.path } } : {}, choice(ctx, input)] },
    select: unitView,
    orderBy: [{ divisionCode: 'asc' }, { code: 'asc' }],
    take: input.limit,
  })
  return units.map(({ _count, ...unit }) => ({ ...unit, children: _count.children }))
}

function choice(ctx: Ctx, { search, parentId }: ListUnitsInput): Prisma.UnitWhereInput {
  if (search) return { OR: [{ name: { contains: search } }, { aliases: { some: { alias: { contains: search } } } }] }
  if (parentId) return { parentId, ...(ctx.scope.path && { parent: { path: { startsWith: ctx.scope.path } } }) }
  const top = ctx.scope.path?.split('/').at(-2)
  return top ? { id: top } : { parentId: null }
}
