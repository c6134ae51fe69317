import { z } from 'zod'
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

export type SilenceEvidence = z.infer<typeof silence> & { sentence: string }

export type Evidence =
  | ({ kind: 'silence' } & SilenceEvidence)
  | { kind: 'duplicate'; holderId: string; holderName: string }
  | { kind: 'ended'; endsOn: Day; documentNo: string }
  | { kind: 'unfiled' }
  | { kind: 'early'; approvedOn: Day; openedOn: Day; number: string | null }
  | { kind: 'again'; cancelledName: string; cancelledUnit: string; ceasedOn: Day | null; watchUntil: Day; by: 'id' | 'name' }
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
