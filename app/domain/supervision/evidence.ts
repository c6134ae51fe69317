import { z } from 'zod'
import { sourceKinds } from '~/domain/activity/kind'
import { type Day, isDay } from '~/domain/calendar/day'
import { conclusion } from './explain'
import { reasons } from './verdict'

const instant = z.coerce.date().nullish()

/** What findings.sql.ts keeps of a silence. */
const silence = z.object({
  reason: z.enum(reasons),
  days: z.number().nullish(),
  lastPostAt: instant,
  lastPostTitle: z.string().nullish(),
  lastPostUrl: z.string().nullish(),
  coveredFrom: instant,
  point: z.coerce.date(),
  openedOn: z.string().nullish(),
  checks: z.number().nullish(),
  documentNo: z.string(),
  clause: z.string().nullish(),
  gap: z.object({ from: z.coerce.date(), until: z.coerce.date() }).nullish(),
  startUnknown: z.boolean().nullish(),
  doubted: z.boolean().nullish(),
  undated: z.boolean().nullish(),
})

const duplicate = z.object({ holderId: z.string(), holderName: z.string() })
const ended = z.object({ exceptionId: z.string(), endsOn: z.string(), documentNo: z.string() })

const early = z.object({ approvedOn: z.string(), openedOn: z.string(), number: z.string().nullish() })
const again = z.object({
  cancelledId: z.string(),
  cancelledName: z.string(),
  cancelledUnit: z.string(),
  ceasedOn: z.string().nullish(),
  watchUntil: z.string(),
  by: z.enum(['id', 'name']),
})

export const driftFields = ['name', 'subject', 'handle', 'avatar'] as const
const drift = z.object({
  field: z.enum(driftFields),
  registered: z.string(),
  seen: z.string(),
  seenAt: z.coerce.date(),
  sourceKind: z.enum(sourceKinds),
})
const takenHandle = z.object({
  handle: z.string(),
  formerId: z.string(),
  formerName: z.string(),
  formerUnit: z.string(),
  releasedOn: z.string(),
  watchUntil: z.string(),
})

export type SilenceEvidence = z.infer<typeof silence> & { sentence: string }

export type Evidence =
  | ({ kind: 'silence' } & SilenceEvidence)
  | { kind: 'duplicate'; holderId: string; holderName: string }
  | { kind: 'ended'; endsOn: Day; documentNo: string }
  | { kind: 'unfiled' }
  | { kind: 'early'; approvedOn: Day; openedOn: Day; number: string | null }
  | { kind: 'again'; cancelledName: string; cancelledUnit: string; ceasedOn: Day | null; watchUntil: Day; by: 'id' | 'name' }
  | ({ kind: 'drift' } & z.infer<typeof drift>)
  | ({ kind: 'takenHandle' } & z.infer<typeof takenHandle>)
  | { kind: 'none' }

/** The stored evidence of a finding, as it was when the finding was raised. Nothing usable is 'none', never a guess. */
export function readEvidence(finding: { code: string; lastAsOf: Day; evidence: unknown }): Evidence {
  const opened = early.safeParse(finding.evidence)
  if (opened.success) return { kind: 'early', ...opened.data, number: opened.data.number ?? null }
  if (finding.code === 'P08') return { kind: 'unfiled' }
  const back = again.safeParse(finding.evidence)
  if (back.success) {
    const { cancelledName, cancelledUnit, ceasedOn, watchUntil, by } = back.data
    return { kind: 'again', cancelledName, cancelledUnit, ceasedOn: ceasedOn ?? null, watchUntil, by }
  }
  const drifted = drift.safeParse(finding.evidence)
  if (drifted.success) return { kind: 'drift', ...drifted.data }
  const handle = takenHandle.safeParse(finding.evidence)
  if (handle.success) return { kind: 'takenHandle', ...handle.data }
  const taken = duplicate.safeParse(finding.evidence)
  if (taken.success) return { kind: 'duplicate', ...taken.data }
  const over = ended.safeParse(finding.evidence)
  if (over.success) return { kind: 'ended', endsOn: over.data.endsOn, documentNo: over.data.documentNo }
  const silent = silence.safeParse(finding.evidence)
  return silent.success ? { kind: 'silence', ...silent.data, sentence: sentenceOf(silent.data, finding.lastAsOf) } : { kind: 'none' }
}

function sentenceOf(evidence: z.infer<typeof silence>, asOf: Day): string {
  const { reason, point, days, lastPostAt, lastPostTitle, coveredFrom, openedOn, checks, gap, documentNo, clause } = evidence
  return conclusion({
    ...{ reason, asOf, point, days: days ?? null, lastPostAt: lastPostAt ?? null, lastPostTitle: lastPostTitle ?? null },
    ...{ coveredFrom: coveredFrom ?? null, openedOn: openedOn && isDay(openedOn) ? openedOn : null, checks: checks ?? null },
    ...{ gap: gap ?? null, policy: { documentNo, clause: clause ?? null } },
  })
}
