import type { Pool } from 'pg'
import { Prisma } from '~/infra/prisma/client'
import type { AuditFilter } from './inputs'

/** Names are looked up first, so that the audit is searched by its own indexes. */
export async function conditionOf(pool: Pool, filter: AuditFilter): Promise<Prisma.Sql> {
  const { person, action, subjectType, subjectId, unit, from, to, outcome, ip } = filter
  const conditions = [
    person !== undefined && (await byPerson(pool, person)),
    action !== undefined && Prisma.sql`e."action" = ${action}`,
    subjectType !== undefined && Prisma.sql`e."subjectType" = ${subjectType}`,
    subjectId !== undefined && Prisma.sql`e."subjectId" = ${subjectId}`,
    unit !== undefined && (await byUnit(pool, unit)),
    from !== undefined && Prisma.sql`e."at" >= ${from}::date::timestamp AT TIME ZONE 'Asia/Shanghai'`,
    to !== undefined && Prisma.sql`e."at" < (${to}::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'`,
    outcome !== undefined && Prisma.sql`e."success" = ${outcome === 'done'}`,
    ip !== undefined && Prisma.sql`e."ip" = ${ip}`,
  ]
  return Prisma.join([Prisma.sql`true`, ...conditions.filter((condition) => condition !== false)], ' AND ')
}

/** A person by name, user name or id; else a job by its name. */
async function byPerson(pool: Pool, person: string): Promise<Prisma.Sql> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT "id"::text AS id FROM "User" WHERE "name" = $1 OR lower("username") = lower($1) OR "id"::text = $1`,
    [person],
  )
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return Prisma.sql`e."actorName" = ${person}`
  return ids.length === 1 ? Prisma.sql`e."actorId" = ${ids[0]}` : Prisma.sql`e."actorId" = ANY(${ids}::text[])`
}

async function byUnit(pool: Pool, unit: string): Promise<Prisma.Sql> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT "id"::text AS id FROM "Unit" WHERE "id"::text = $1 OR strpos("name", $1) > 0 LIMIT 500`,
    [unit],
  )
  return Prisma.sql`e."unitId" = ANY(${rows.map(({ id }) => id)}::uuid[])`
}
