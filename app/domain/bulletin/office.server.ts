import type { PoolClient } from 'pg'
import type { Day } from '~/domain/calendar/day'
import type { Tier } from '~/domain/unit/tier'
import type { Office } from './bulletin'

export interface Area {
  office: Office
  /** How many segments of a unit's path lie above the parts of byUnit: the top office itself, or none where there are several. */
  depth: number
  /** The parts of byUnit in their order: counties and the like first, then the top office alone and its own departments. */
  units: { key: string; name: string }[]
}

interface Row {
  id: string
  name: string
  tier: Tier
  path: string
}

const standing = `("validTo" IS NULL OR "validTo" >= $1::date)`

/** The top office of a scope and the units its bulletin counts by. Several top offices are each a part with everything below them. */
export async function findArea(client: Pick<PoolClient, 'query'>, path: string | null, day: Day): Promise<Area> {
  const tops = await client.query<Row>(
    `SELECT "id", "name", "tier", "path" FROM "Unit" WHERE ${standing} AND CASE WHEN $2::text IS NULL THEN "parentId" IS NULL ELSE "path" = $2 END
     ORDER BY "tier", "divisionCode", "code"`,
    [day, path],
  )
  const [top, ...others] = tops.rows
  if (!top || others.length > 0) {
    return { office: { id: null, name: null, tier: null }, depth: 0, units: tops.rows.map((unit) => ({ key: unit.id, name: unit.name })) }
  }
  const parts = await client.query<Row>(
    `SELECT "id", "name", "tier", "path" FROM "Unit" WHERE ${standing} AND ("id" = $2 OR "parentId" = $2)
     ORDER BY "tier" = $3::"Tier", "id" <> $2, "divisionCode", "code"`,
    [day, top.id, top.tier],
  )
  return {
    office: { id: top.id, name: top.name, tier: top.tier },
    depth: top.path.split('/').length - 2,
    units: parts.rows.map((unit) => ({ key: unit.id, name: unit.name })),
  }
}
