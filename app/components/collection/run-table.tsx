import { useTranslations } from 'use-intl'
import { DataTable } from '~/components/ui/data-table'
import { EmptyState } from '~/components/ui/empty-state'
import { Count, Moment } from '~/components/ui/figures'
import type { ErrorKind } from '~/domain/activity/collect-error'
import type { Span } from '~/domain/activity/coverage'
import { isGoodLook, type Outcome } from '~/domain/activity/source'

export interface RunRow {
  id: string
  startedAt: Date
  endedAt: Date
  outcome: Outcome
  httpStatus: number | null
  errorKind: ErrorKind | null
  message: string | null
  itemsSeen: number
  itemsNew: number
  window: Span | null
}

/** Every look at a source, newest first. */
export function RunTable({ rows }: { rows: RunRow[] }) {
  const t = useTranslations('collection.page')
  return (
    <div className="runs">
      <DataTable
        caption={t('runsLabel')}
        rows={rows}
        rowKey={(row) => row.id}
        empty={<EmptyState title={t('runsNone')}>{t('runsNoneHint')}</EmptyState>}
        columns={[
          { key: 'at', title: t('at'), cell: ({ startedAt }) => <Moment at={startedAt} seconds /> },
          { key: 'outcome', title: t('outcome'), names: true, cell: (row) => <RunOutcome row={row} /> },
          { key: 'seen', title: t('seen'), align: 'right', cell: ({ itemsSeen }) => <Count value={itemsSeen} /> },
          { key: 'fresh', title: t('fresh'), align: 'right', cell: ({ itemsNew }) => <Count value={itemsNew} /> },
          { key: 'window', title: t('window'), cell: ({ window }) => (window ? <Window span={window} /> : '—') },
          { key: 'http', title: t('http'), align: 'right', cell: ({ httpStatus }) => httpStatus ?? '—' },
          { key: 'took', title: t('took'), align: 'right', cell: (row) => <Took {...row} /> },
        ]}
      />
    </div>
  )
}

function RunOutcome({ row: { outcome, errorKind, message } }: { row: RunRow }) {
  const word = useTranslations('word')
  return (
    <>
      <span className={isGoodLook(outcome) ? 'good' : 'wrong'}>{word(`outcome.${outcome}`)}</span>
      {errorKind && <span className="small hint"> {word(`errorKind.${errorKind}`)}</span>}
      {message && <div className="small">{message}</div>}
    </>
  )
}

function Window({ span }: { span: Span }) {
  return (
    <>
      <Moment at={span.from} /> — <Moment at={span.until} />
    </>
  )
}

function Took({ startedAt, endedAt }: { startedAt: Date; endedAt: Date }) {
  const t = useTranslations('collection.trial')
  return <span className="figure">{t('seconds', { seconds: ((endedAt.getTime() - startedAt.getTime()) / 1000).toFixed(1) })}</span>
}
