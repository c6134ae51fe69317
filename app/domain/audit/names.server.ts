import type { PrismaClient } from '~/infra/prisma/client'

/** The names that a row leaves to other tables, as they are now. */
export interface Named {
  /** A person's name; null for jobs and visitors, and where the person was erased. */
  personName: string | null
  unitName: string | null
  subjectName: string | null
}

interface Nameless {
  actorId: string | null
  unitId: string | null
  subjectType: string
  subjectId: string | null
}

/** Rows with their names: one query for people, units and accounts each. */
export async function withNames<Row extends Nameless>(db: PrismaClient, rows: readonly Row[]): Promise<(Row & Named)[]> {
  const subjectsOf = (type: string) => rows.map((row) => (row.subjectType === type ? row.subjectId : null))
  const [people, units, accounts] = await Promise.all([
    db.user.findMany({ where: { id: { in: idsOf([...rows.map((row) => row.actorId), ...subjectsOf('user')]) } }, select }),
    db.unit.findMany({ where: { id: { in: idsOf([...rows.map((row) => row.unitId), ...subjectsOf('unit')]) } }, select }),
    db.account.findMany({ where: { id: { in: idsOf(subjectsOf('account')) } }, select }),
  ])
  const names = { user: namesOf(people), unit: namesOf(units), account: namesOf(accounts) }
  const subjectName = ({ subjectType: type, subjectId: id }: Nameless) =>
    id !== null && (type === 'user' || type === 'unit' || type === 'account') ? (names[type].get(id) ?? null) : null
  return rows.map((row) => ({
    ...row,
    personName: row.actorId === null ? null : (names.user.get(row.actorId) ?? null),
    unitName: row.unitId === null ? null : (names.unit.get(row.unitId) ?? null),
    subjectName: subjectName(row),
  }))
}

const select = { id: true, name: true }
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

function idsOf(given: readonly (string | null)[]): string[] {
  return [...new Set(given.filter((id) => id !== null && uuid.test(id)))].filter((id) => id !== null)
}

function namesOf(found: readonly { id: string; name: string }[]): Map<string, string> {
  return new Map(found.map(({ id, name }) => [id, name]))
}
