import type { Day } from '~/domain/calendar/day'
import type { Tx } from '~/domain/context'
import { type Value, valuesOf } from './difference'
import type { FilingKind, FilingState } from './filing'
import type { LoadedFiling } from './load.server'
import { adviseOnName, type NameQuestion } from './name-advice.server'
import type { Surroundings } from './view'

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
    ...(name ? await adviseOnName(tx, questionOf(filing, name), today) : { remarks: [], lookAlikes: [] }),
    subjectIsUnit: await subjectIsUnit(tx, filing),
  }
}

function questionOf(filing: LoadedFiling, name: string): NameQuestion {
  const { kind, state, platformCode, unit, account } = filing
  const text = (value: Value | undefined) => (typeof value === 'string' && value !== '' ? value : null)
  const opening = {
    ...{ platformCode, registered: state === 'registered', platformAccountId: text(valuesOf(filing.evidence).platformAccountId) },
    appFilingNo: text(valuesOf(filing.requested ?? filing.draft).appFilingNo),
  }
  return { name, unit, account, opening: kind === 'open' ? opening : null }
}

async function subjectIsUnit(tx: Tx, filing: LoadedFiling): Promise<boolean | null> {
  const subject = valuesOf(filing.evidence).certifiedSubject ?? valuesOf(filing.requested).certifiedSubject
  if (typeof subject !== 'string') return null
  const names = await tx.unitAlias.findMany({ where: { unitId: filing.unitId }, select: { alias: true } })
  return [filing.unit.name, ...names.map(({ alias }) => alias)].includes(subject)
}
