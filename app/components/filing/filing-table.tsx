import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { DataTable } from '~/components/ui/data-table'
import { Moment } from '~/components/ui/figures'
import type { Day } from '~/domain/calendar/day'
import type { StepAct } from '~/domain/filing/chain'
import type { FilingKind, FilingState } from '~/domain/filing/filing'
import { DueMark } from './due-mark'
import type { FilingSort } from './filing-query'
import { FilingStateMark } from './state-mark'
import { turnOf } from './turn'

export interface FilingRow {
  id: string
  number: string | null
  kind: FilingKind
  state: FilingState
  unit: string
  platform: string | null
  account: string | null
  step: StepAct | null
  office: string | null
  decider: string | null
  assignee: string | null
  ready: boolean
  evidenceReturned: boolean
  dueOn: Day | null
  certainty: string | null
  overdue: boolean
  submittedAt: Date | null
}

/** One page of filings. */
export function FilingTable({ rows, today, sort, empty }: { rows: FilingRow[]; today: Day; sort: FilingSort; empty: ReactNode }) {
  const t = useTranslations('filing')
  return (
    <div className="filings">
      <DataTable
        caption={t('list.caption')}
        rows={rows}
        rowKey={(row) => row.id}
        empty={empty}
        columns={[
          { key: 'number', title: t('list.columns.number'), names: true, cell: (row) => <NumberLink row={row} /> },
          { key: 'kind', title: t('list.columns.kind'), cell: (row) => t(`kinds.${row.kind}`) },
          { key: 'unit', title: t('list.columns.unit'), cell: (row) => row.unit },
          { key: 'account', title: t('list.columns.account'), cell: (row) => <Account row={row} /> },
          { key: 'state', title: t('list.columns.state'), cell: (row) => <FilingStateMark state={row.state} /> },
          { key: 'turn', title: t('list.columns.turn'), cell: (row) => <Turn row={row} today={today} /> },
          {
            key: 'due',
            title: t('list.columns.due'),
            ...(sort === 'due' && { sorted: 'ascending' as const }),
            cell: (row) => (row.dueOn ? <DueMark day={row.dueOn} today={today} certainty={row.certainty} /> : t('list.noDue')),
          },
          {
            key: 'submitted',
            title: t('list.columns.submitted'),
            ...(sort === 'submitted' && { sorted: 'descending' as const }),
            cell: (row) => (row.submittedAt ? <Moment at={row.submittedAt} /> : t('list.noDue')),
          },
        ]}
      />
    </div>
  )
}

function NumberLink({ row }: { row: FilingRow }) {
  const t = useTranslations('filing')
  return (
    <Link to={row.state === 'draft' && !row.ready ? `/filings/${row.id}/edit` : `/filings/${row.id}`}>
      {row.number ?? t('start.draftOf', { kind: t(`kinds.${row.kind}`), account: row.account ?? t('list.unnamed') })}
    </Link>
  )
}

function Account({ row }: { row: FilingRow }) {
  const t = useTranslations('filing.list')
  return (
    <>
      {row.platform ?? t('noPlatform')} · {row.account ?? t('unnamed')}
    </>
  )
}

function Turn({ row, today }: { row: FilingRow; today: Day }) {
  const t = useTranslations('filing')
  if (row.step) {
    return (
      <>
        {t('turn.office', { office: row.office ?? '', act: t(`acts.${row.step}`) })}
        {row.assignee && <span className="hint small"> {t('list.assignee', { name: row.assignee })}</span>}
      </>
    )
  }
  const announced = row.dueOn !== null && row.dueOn < today
  return <>{t(`turn.${turnOf({ ...row, announced })}`, { unit: row.unit, office: row.decider ?? '' })}</>
}
