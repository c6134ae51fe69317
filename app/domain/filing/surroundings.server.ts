import type { Day } from '~/domain/calendar/day'
import type { Tx } from '~/domain/context'
import { shortNames } from '~/domain/unit/division'
import { valuesOf } from './difference'
import type { FilingKind, FilingState } from './filing'
import type { LoadedFiling } from './load.server'
import { type LookAlike, likeness, type NameRemark, remarksOn } from './naming'
import { appRemarks } from './upward'
import type { Surroundings } from './view'
import { isWatched } from './watch.server'

/** Names, platforms and standings of registered accounts are public facts; a filing elsewhere is not. */
export async function aroundFiling(tx: Tx, filing: LoadedFiling, today: Day): Promise<Surroundings> {
  const form = valuesOf(filing.requested ?? filing.draft)
  const name = typeof form.name === 'string' ? form.name : null
  const accounts = await tx.account.findMany({
    where: { unitId: filing.unitId, voidedAt: null },
    orderBy: [{ platform: { position: 'asc' } }, { name: 'asc' }],
    take: 100,
    select: { id: true, name: true, standing: true, filingNo: true, platform: { select: { name: true } } },
  })
  const earlier = await tx.filing.findMany({
    where: { unitId: filing.unitId, id: { not: filing.id }, NOT: { state: 'draft' } },
    orderBy: { submittedAt: { sort: 'desc', nulls: 'last' } },
    take: 20,
    select: { id: true, number: true, kind: true, state: true, requested: true, submittedAt: true, account: { select: { name: true } } },
  })
  return {
    accounts: accounts.map(({ platform, ...account }) => ({ ...account, platform: platform.name })),
    earlier: earlier.map(({ requested, account, kind, state, ...row }) => {
      const asked = valuesOf(requested).name
      return {
        ...row,
        kind: kind as FilingKind,
        state: state as FilingState,
        account: typeof asked === 'string' ? asked : (account?.name ?? null),
      }
    }),
    ...(name
      ? await aboutName(
          tx,
          filing,
          today,
          name,
          accounts.map((account) => account.name),
        )
      : { remarks: [], lookAlikes: [] }),
    subjectIsUnit: await subjectIsUnit(tx, filing),
  }
}

async function aboutName(tx: Tx, filing: LoadedFiling, today: Day, name: string, own: string[]) {
  const { unit } = filing
  const divisions = await tx.division.findMany({
    where: { code: { in: [unit.divisionCode.slice(0, 6), `${unit.divisionCode.slice(0, 4)}00`] } },
    select: { name: true },
  })
  const aliases = await tx.unitAlias.findMany({ where: { unitId: unit.id }, select: { alias: true } })
  const places = divisions.flatMap((division) => [division.name, shortNames(division.name).typed])
  const ownNames = own.filter((other) => filing.account?.name !== other)
  const context = { unitNames: [unit.name, ...aliases.map(({ alias }) => alias)], places, ownNames }
  return {
    remarks: [...remarksOn(name, context), ...(filing.kind === 'open' ? await remarksOnOpening(tx, filing, name, today) : [])],
    lookAlikes: await findLookAlikes(tx, { name, unitId: filing.unitId, accountId: filing.accountId }),
  }
}

async function remarksOnOpening(tx: Tx, filing: LoadedFiling, name: string, today: Day): Promise<NameRemark[]> {
  const { platformCode, unit } = filing
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)
  const appFilingNo = text(valuesOf(filing.requested ?? filing.draft).appFilingNo)
  const platformAccountId = text(valuesOf(filing.evidence).platformAccountId)
  const watched = filing.state !== 'registered' && (await isWatched(tx, { platformCode, name, platformAccountId }, today))
  return [...(watched ? ['watched' as const] : []), ...appRemarks({ platformCode, tier: unit.tier, appFilingNo })]
}

/** Registered accounts of other units whose name reads like this one, found over the trigram index; at most 10. */
export async function findLookAlikes(
  tx: Pick<Tx, '$queryRaw'>,
  asked: { name: string; unitId: string | null; accountId: string | null },
): Promise<LookAlike[]> {
  const rows = await tx.$queryRaw<Omit<LookAlike, 'how'>[]>`
    SELECT a."id", a."name", u."name" AS "unit", p."name" AS "platform"
    FROM "Account" a JOIN "Unit" u ON u."id" = a."unitId" JOIN "Platform" p ON p."code" = a."platformCode"
    WHERE a."voidedAt" IS NULL AND a."standing" IN ('REGISTERED', 'ANNOUNCING', 'UNFILED') AND a."name" % ${asked.name}
      AND a."unitId" IS DISTINCT FROM ${asked.unitId}::uuid AND a."id" IS DISTINCT FROM ${asked.accountId}::uuid
    ORDER BY similarity(a."name", ${asked.name}) DESC, a."id" LIMIT 200`
  const alike = rows.flatMap((row): LookAlike[] => {
    const how = likeness(asked.name, row.name)
    return how ? [{ ...row, how }] : []
  })
  return alike.sort((a, b) => (a.how === b.how ? 0 : a.how === 'same' ? -1 : 1)).slice(0, 10)
}

async function subjectIsUnit(tx: Tx, filing: LoadedFiling): Promise<boolean | null> {
  const subject = valuesOf(filing.evidence).certifiedSubject ?? valuesOf(filing.requested).certifiedSubject
  if (typeof subject !== 'string') return null
  const names = await tx.unitAlias.findMany({ where: { unitId: filing.unitId }, select: { alias: true } })
  return [filing.unit.name, ...names.map(({ alias }) => alias)].includes(subject)
}
