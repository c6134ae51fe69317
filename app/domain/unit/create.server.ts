import { randomUUID } from 'node:crypto'
import type { PoolClient } from 'pg'
import { Conflict } from '~/domain/errors'
import type { NewUnit } from './claim'
import { sixDigits, tierOfCode } from './division'
import { officeKey } from './unit'

export interface CreatedUnit {
  id: string
  path: string
}

interface Row extends CreatedUnit {
  unit: NewUnit
  parentId: string | null
  /** Known at once where the parent is the office of its division; the rest is set afterwards. */
  supervisorId: string | null
}

const chunk = 5000

/**
 * Creates units inside the caller's bulk transaction, parents first as resolveUnits gives them, and returns ref → {id, path}. A unit that
 * another import made meanwhile is taken as it stands: creators wait for each other, so two imports at once make one unit. A new office
 * takes in the offices of its division that stood without one above them.
 * @throws Conflict unit.uscc: another unit got the same USCC meanwhile
 */
export async function createUnits(client: PoolClient, units: readonly NewUnit[]): Promise<Map<string, CreatedUnit>> {
  if (units.length === 0) return new Map()
  await client.query(`SELECT pg_advisory_xact_lock(hashtext('unit.create'))`)
  const standing = await findStanding(client, units)
  const rows = plan(units, standing, await findPaths(client, units))
  for (let at = 0; at < rows.length; at += chunk) await insert(client, rows.slice(at, at + chunk))
  await insertAliases(client, rows)
  await setSupervisors(client, rows)
  const adopting = rows.filter(({ unit }) => unit.nameKey === officeKey && tierOfCode(unit.divisionCode) !== 'COUNTY')
  for (const office of adopting.reverse()) await adopt(client, office) // the prefecture's own before the province's
  return finalPaths(client, standing, rows)
}

const placeOf = (unit: { divisionCode: string; nameKey: string }) => `${unit.divisionCode}|${unit.nameKey}`

async function findStanding(client: PoolClient, units: readonly NewUnit[]): Promise<Map<string, CreatedUnit>> {
  const { rows } = await client.query<CreatedUnit & { divisionCode: string; nameKey: string }>(
    `SELECT u."id", u."path", u."divisionCode", u."nameKey" FROM "Unit" u
     JOIN unnest($1::text[], $2::text[]) AS n("divisionCode", "nameKey") USING ("divisionCode", "nameKey") WHERE u."validTo" IS NULL`,
    [units.map((unit) => unit.divisionCode), units.map((unit) => unit.nameKey)],
  )
  const byPlace = new Map(rows.map((row) => [placeOf(row), { id: row.id, path: row.path }]))
  const standing = new Map<string, CreatedUnit>()
  for (const unit of units) {
    const found = byPlace.get(placeOf(unit))
    if (found) standing.set(unit.ref, found)
  }
  return standing
}

async function findPaths(client: PoolClient, units: readonly NewUnit[]): Promise<Map<string, CreatedUnit>> {
  const refs = new Set(units.map((unit) => unit.ref))
  const ids = new Set(units.flatMap((unit) => (unit.parentRef !== null && !refs.has(unit.parentRef) ? [unit.parentRef] : [])))
  const { rows } = await client.query<CreatedUnit>(`SELECT "id", "path" FROM "Unit" WHERE "id" = ANY($1::uuid[])`, [[...ids]])
  return new Map(rows.map((row) => [row.id, row]))
}

/** Ids and paths of what is really new. A parent that is neither known nor in the list is a mistake of the caller. */
function plan(units: readonly NewUnit[], standing: Map<string, CreatedUnit>, parents: Map<string, CreatedUnit>): Row[] {
  const placed = new Map<string, CreatedUnit & { unit?: NewUnit }>([...parents, ...standing])
  const rows: Row[] = []
  for (const unit of units) {
    if (standing.has(unit.ref)) continue
    const parent = unit.parentRef === null ? null : placed.get(unit.parentRef)
    if (parent === undefined) throw new Conflict('unit.parent', `“${unit.name}”的上级单位已不存在，请重新检查后再导入。`)
    const id = randomUUID()
    const supervisorId = parent && isOffice(parent) ? parent.id : null
    const row = { unit, id, path: `${parent?.path ?? '/'}${id}/`, parentId: parent?.id ?? null, supervisorId }
    placed.set(unit.ref, row)
    rows.push(row)
  }
  return rows
}

function isOffice(parent: CreatedUnit & { unit?: NewUnit }): boolean {
  return parent.unit?.nameKey === officeKey && parent.unit.divisionCode.length === 6
}

async function insert(client: PoolClient, rows: readonly Row[]): Promise<void> {
  const { rowCount } = await client.query(
    `INSERT INTO "Unit" ("id", "name", "nameKey", "tier", "kind", "divisionCode", "uscc", "nameComplete", "parentId", "path",
       "supervisingUnitId")
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::"Tier"[], $5::"UnitKind"[], $6::text[], $7::text[], $8::boolean[], $9::uuid[], $10::text[], $11::uuid[])
     ON CONFLICT DO NOTHING`,
    [
      rows.map((row) => row.id),
      rows.map((row) => row.unit.name),
      rows.map((row) => row.unit.nameKey),
      rows.map((row) => row.unit.tier),
      rows.map((row) => row.unit.kind),
      rows.map((row) => row.unit.divisionCode),
      rows.map((row) => row.unit.uscc),
      rows.map((row) => row.unit.nameComplete),
      rows.map((row) => row.parentId),
      rows.map((row) => row.path),
      rows.map((row) => row.supervisorId),
    ],
  )
  if (rowCount !== rows.length)
    throw new Conflict('unit.uscc', '有单位刚被他人登记，或统一社会信用代码已属于另一单位，请重新检查后再导入。')
}

async function insertAliases(client: PoolClient, rows: readonly Row[]): Promise<void> {
  const aliases = rows.flatMap((row) => row.unit.aliases.map((alias) => ({ ...alias, unitId: row.id })))
  await client.query(
    `INSERT INTO "UnitAlias" ("unitId", "alias", "aliasKey", "prefectureCode")
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) ON CONFLICT DO NOTHING`,
    [aliases.map((a) => a.unitId), aliases.map((a) => a.alias), aliases.map((a) => a.key), aliases.map((a) => a.prefectureCode)],
  )
}

/** Who decides a unit's filings: by default the government office of the parent's division. */
async function setSupervisors(client: PoolClient, rows: readonly Row[]): Promise<void> {
  await client.query(
    `UPDATE "Unit" u SET "supervisingUnitId" = coalesce(o."id", p."id")
     FROM "Unit" p
     LEFT JOIN "Unit" o ON o."divisionCode" = left(p."divisionCode", 6) AND o."nameKey" = $2 AND o."validTo" IS NULL
     WHERE u."id" = ANY($1::uuid[]) AND u."supervisingUnitId" IS NULL AND p."id" = u."parentId"`,
    [rows.map((row) => row.id), officeKey],
  )
}

async function adopt(client: PoolClient, office: Row): Promise<void> {
  const code = sixDigits(office.unit.divisionCode)
  const prefix = tierOfCode(code) === 'PROVINCE' ? code.slice(0, 2) : code.slice(0, 4)
  const { rows } = await client.query<CreatedUnit>(
    `SELECT "id", "path" FROM "Unit"
     WHERE "parentId" IS NULL AND "nameKey" = $1 AND left("divisionCode", $2) = $3 AND "id" <> $4 AND "validTo" IS NULL`,
    [officeKey, prefix.length, prefix, office.id],
  )
  if (rows.length === 0) return
  const { rows: own } = await client.query<CreatedUnit>(`SELECT "id", "path" FROM "Unit" WHERE "id" = $1`, [office.id])
  const above = own[0]?.path ?? office.path
  for (const top of rows) {
    if (above.startsWith(top.path)) continue
    await client.query(`UPDATE "Unit" SET "path" = $1 || substr("path", 2) WHERE "path" LIKE $2 || '%'`, [above, top.path])
    await client.query(`UPDATE "Unit" SET "parentId" = $1, "supervisingUnitId" = $1 WHERE "id" = $2`, [office.id, top.id])
  }
}

async function finalPaths(client: PoolClient, standing: Map<string, CreatedUnit>, rows: readonly Row[]): Promise<Map<string, CreatedUnit>> {
  const refs = new Map([...standing].map(([ref, unit]) => [ref, unit.id]))
  for (const row of rows) refs.set(row.unit.ref, row.id)
  const { rows: found } = await client.query<CreatedUnit>(`SELECT "id", "path" FROM "Unit" WHERE "id" = ANY($1::uuid[])`, [
    [...refs.values()],
  ])
  const byId = new Map(found.map((unit) => [unit.id, unit]))
  const created = new Map<string, CreatedUnit>()
  for (const [ref, id] of refs) {
    const unit = byId.get(id)
    if (unit) created.set(ref, unit)
  }
  return created
}
