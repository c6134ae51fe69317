import type { Day } from '~/domain/calendar/day'
import type { Tx } from '~/domain/context'
import { shortNames } from '~/domain/unit/division'
import type { Tier } from './chain'
import { type LookAlike, likeness, type NameRemark, remarksOn } from './naming'
import { appRemarks } from './upward'
import { isWatched } from './watch.server'

export interface NameQuestion {
  name: string
  unit: { id: string; name: string; divisionCode: string; tier: Tier }
  /** The account that has the name now or is to get it; its own name is no other. */
  account: { id: string; name: string } | null
  /** What an opening says besides; null for anything else. */
  opening: { platformCode: string | null; platformAccountId: string | null; appFilingNo: string | null; registered: boolean } | null
}

export interface NameAdvice {
  remarks: NameRemark[]
  lookAlikes: LookAlike[]
}

/** What an office should look at in a name, said while it is typed and again while it is decided. Nothing of it blocks (R4). */
export async function adviseOnName(db: Tx, question: NameQuestion, today: Day): Promise<NameAdvice> {
  const { name, unit, account } = question
  const divisions = await db.division.findMany({
    where: { code: { in: [unit.divisionCode.slice(0, 6), `${unit.divisionCode.slice(0, 4)}00`] } },
    select: { name: true },
  })
  const aliases = await db.unitAlias.findMany({ where: { unitId: unit.id }, select: { alias: true } })
  const own = await db.account.findMany({ where: { unitId: unit.id, voidedAt: null }, select: { name: true }, take: 100 })
  const context = {
    unitNames: [unit.name, ...aliases.map(({ alias }) => alias)],
    places: divisions.flatMap((division) => [division.name, shortNames(division.name).typed]),
    ownNames: own.map((other) => other.name).filter((other) => other !== account?.name),
  }
  return {
    remarks: [...remarksOn(name, context), ...(await remarksOnOpening(db, question, today))],
    lookAlikes: await findLookAlikes(db, name, unit.id, account?.id ?? null),
  }
}

async function remarksOnOpening(db: Tx, { name, unit, opening }: NameQuestion, today: Day): Promise<NameRemark[]> {
  if (!opening) return []
  const watched = !opening.registered && (await isWatched(db, { ...opening, name }, today))
  return [...(watched ? ['watched' as const] : []), ...appRemarks({ ...opening, tier: unit.tier })]
}

/** Registered accounts of other units whose name reads like this one, found over the trigram index; at most 10. */
async function findLookAlikes(db: Tx, name: string, unitId: string, accountId: string | null): Promise<LookAlike[]> {
  const rows = await db.$queryRaw<Omit<LookAlike, 'how'>[]>`
    SELECT a."id", a."name", u."name" AS "unit", p."name" AS "platform"
    FROM "Account" a JOIN "Unit" u ON u."id" = a."unitId" JOIN "Platform" p ON p."code" = a."platformCode"
    WHERE a."voidedAt" IS NULL AND a."standing" IN ('REGISTERED', 'ANNOUNCING', 'UNFILED') AND a."name" % ${name}
      AND a."unitId" <> ${unitId}::uuid AND a."id" IS DISTINCT FROM ${accountId}::uuid
    ORDER BY similarity(a."name", ${name}) DESC, a."id" LIMIT 200`
  const alike = rows.flatMap((row): LookAlike[] => {
    const how = likeness(name, row.name)
    return how ? [{ ...row, how }] : []
  })
  return alike.sort((a, b) => (a.how === b.how ? 0 : a.how === 'same' ? -1 : 1)).slice(0, 10)
}
