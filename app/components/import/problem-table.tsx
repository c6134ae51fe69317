import { useTranslations } from 'use-intl'
import { DataTable } from '~/components/ui/data-table'
import type { LedgerProblem } from '~/domain/account/ledger-report'

/** Which rows may be recorded as 未备案 and which are chosen; absent where nothing can be chosen. */
export interface UnfiledChoice {
  rows: ReadonlySet<number>
  chosen: ReadonlySet<number>
  toggle(row: number, on: boolean): void
}

/** Why rows are rejected, at their cells. A taken slot names its holder and can be recorded as 未备案 instead. */
export function ProblemTable({ problems, unfiled }: { problems: LedgerProblem[]; unfiled?: UnfiledChoice }) {
  const t = useTranslations('imports.report')
  const holders = problems.some((problem) => problem.holder)
  return (
    <div className="problems">
      <DataTable
        caption={t('problemsLabel')}
        rows={problems.map((problem, at) => ({ ...problem, at }))}
        rowKey={(problem) => String(problem.at)}
        empty={null}
        columns={[
          { key: 'row', title: t('row'), align: 'right', cell: ({ row }) => <span className="figure">{row ?? t('whole')}</span> },
          { key: 'column', title: t('column'), cell: ({ column }) => column ?? '—' },
          {
            key: 'problem',
            title: t('problem'),
            cell: ({ row, code, message }) => (
              <>
                {message}
                {unfiled && row !== null && code === 'slot.taken' && unfiled.rows.has(row) && <Unfiled row={row} choice={unfiled} />}
              </>
            ),
          },
          ...(holders ? [{ key: 'holder', title: t('holder'), cell: ({ holder }: LedgerProblem) => holder ?? '' }] : []),
        ]}
      />
    </div>
  )
}

function Unfiled({ row, choice }: { row: number; choice: UnfiledChoice }) {
  const t = useTranslations('imports.report')
  return (
    <label className="inline-check">
      <input
        type="checkbox"
        name="unfiledRows[]"
        value={row}
        aria-label={t('asUnfiledRow', { row })}
        checked={choice.chosen.has(row)}
        onChange={(event) => choice.toggle(row, event.currentTarget.checked)}
      />
      {t('asUnfiled')}
    </label>
  )
}
