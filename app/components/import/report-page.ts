import type { LedgerReport } from '~/domain/account/ledger-report'

/** Problems on a page. */
export const size = 100

/** A page of a report's problems, and the first of its notes. */
export function reportPage({ problems, notes, units: _none, ...counts }: LedgerReport, after: number) {
  return {
    counts,
    problems: problems.slice(after, after + size),
    notes: notes.slice(0, 200),
    totals: { problems: problems.length, notes: notes.length },
  }
}

export type ReportPage = ReturnType<typeof reportPage>
