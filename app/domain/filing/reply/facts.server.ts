import { dayFromColumn, dayOf } from '~/domain/calendar/day'
import { loadHolidays } from '~/domain/calendar/read.server'
import { workdaysBetween } from '~/domain/calendar/workday'
import type { Ctx, Tx } from '~/domain/context'
import { Refused } from '~/domain/errors'
import { type Differences, differences, valuesOf } from '../difference'
import { stateLabels } from '../filing'
import { findFiling, type LoadedFiling } from '../load.server'
import { isAppPlatform } from '../upward'
import { isReplied, type ReplyFacts } from './reply'

/** What the reply to a filing says. @throws NotFound · Refused reply.early */
export function loadReply(ctx: Ctx, id: string, origin: string): Promise<ReplyFacts> {
  return ctx.db.$transaction(async (tx) => {
    const filing = await findFiling(tx, ctx, id)
    if (!isReplied(filing)) {
      throw new Refused('reply.early', `这份备案${stateLabels[filing.state]}，还没有回执。开设批准后、其他备案办结后即可下载。`, {
        state: filing.state,
      })
    }
    return factsOf(tx, filing, origin)
  })
}

const select = {
  closedAt: true,
  decided: true,
  platform: { select: { name: true } },
  unit: { select: { supervisingUnit: { select: { name: true } }, parent: { select: { name: true } } } },
  account: {
    select: {
      ...{ name: true, filingNo: true, watchUntil: true, appFilingNo: true, platformCode: true },
      platform: { select: { name: true } },
    },
  },
  targetAccount: { select: { name: true, unit: { select: { name: true } } } },
  slots: { orderBy: { takenAt: 'desc' }, take: 1, select: { exception: { select: { documentNo: true, endsOn: true, state: true } } } },
} as const

async function factsOf(tx: Tx, filing: LoadedFiling, origin: string): Promise<ReplyFacts> {
  const more = await tx.filing.findUniqueOrThrow({ where: { id: filing.id }, select })
  const asked = valuesOf(filing.requested)
  const found = filing.kind === 'open' && filing.state === 'registered' ? valuesOf(filing.evidence) : {}
  const filingNo = filing.filingNo ?? more.account?.filingNo ?? null
  const [slot] = more.slots
  const platformCode = filing.platformCode ?? more.account?.platformCode ?? null
  return {
    ...{ kind: filing.kind, state: filing.state, number: filing.number ?? '', filingNo, unit: filing.unit.name },
    platform: more.platform?.name ?? more.account?.platform.name ?? '',
    account: nameOf(filing, more.account?.name ?? null),
    submittedOn: dayOf(filing.submittedAt ?? new Date(0)),
    approvedOn: filing.approvedAt && dayOf(filing.approvedAt),
    closedOn: more.closedAt && dayOf(more.closedAt),
    openBy: filing.openBy,
    announced: await announcedOf(tx, filing),
    watchUntil: filing.kind === 'cancel' ? (more.account?.watchUntil ? dayFromColumn(more.account.watchUntil) : null) : null,
    exception: slot?.exception?.state === 'granted' ? { ...slot.exception, endsOn: dayFromColumn(slot.exception.endsOn) } : null,
    platformAccountId: text(found.platformAccountId),
    certifiedSubject: text(found.certifiedSubject),
    openedOn: text(found.openedOn),
    appFilingNo: more.account?.appFilingNo ?? text(asked.appFilingNo),
    isApp: isAppPlatform(platformCode),
    target: more.targetAccount && { account: more.targetAccount.name, unit: more.targetAccount.unit.name },
    successor: text(asked.successor),
    changes: await changesOf(tx, filing),
    reference: text(valuesOf(more.decided).reference),
    office: officeOf(filing) ?? more.unit.supervisingUnit?.name ?? more.unit.parent?.name ?? filing.unit.name,
    address: filingNo && `${origin}/v/${filingNo}`,
  }
}

/** The name the filing was about, whatever the account is called by now. */
function nameOf(filing: LoadedFiling, current: string | null): string {
  const before = filing.kind === 'open' ? valuesOf(filing.requested).name : valuesOf(filing.original).name
  return text(before) ?? current ?? ''
}

/** Who had the last word; nobody of a change that is only reported. */
function officeOf({ steps }: LoadedFiling): string | null {
  return steps.findLast((step) => step.act === 'decide' || step.act === 'record')?.unit.name ?? null
}

async function announcedOf(tx: Tx, { announcedOn, announcedUntil }: LoadedFiling): Promise<ReplyFacts['announced']> {
  if (!announcedOn || !announcedUntil) return null
  const { certainty } = workdaysBetween(announcedOn, announcedUntil, await loadHolidays(tx))
  return { from: announcedOn, until: announcedUntil, certainty }
}

async function changesOf(tx: Tx, { kind, original, requested }: LoadedFiling): Promise<Differences> {
  if (kind !== 'change') return {}
  const { reason: _, changedOn: __, ...asked } = valuesOf(requested)
  const changes = differences(Object.fromEntries(Object.keys(asked).map((field) => [field, valuesOf(original)[field] ?? null])), asked)
  const { organiserId } = changes
  if (!organiserId) return changes
  const units = await tx.unit.findMany({
    where: { id: { in: [organiserId.from, organiserId.to].map(String) } },
    select: { id: true, name: true },
  })
  const named = (id: unknown) => units.find((unit) => unit.id === id)?.name ?? null
  return { ...changes, organiserId: { from: named(organiserId.from), to: named(organiserId.to) } }
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
