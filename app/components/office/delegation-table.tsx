import { Form } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { type Column, DataTable } from '~/components/ui/data-table'
import { EmptyState } from '~/components/ui/empty-state'

export interface DelegationRow {
  id: string
  from: string
  fromUnit: string | null
  to: string
  toUnit: string | null
  validFrom: string
  validTo: string
  reason: string
  state: 'now' | 'coming' | 'over'
}

/** Who stands in for whom; what has not ended can be ended by who gave or took it. */
export function DelegationTable({ caption, rows, mayEnd }: { caption: string; rows: DelegationRow[]; mayEnd: boolean }) {
  const t = useTranslations('delegations')
  const columns: Column<DelegationRow>[] = [
    { key: 'from', title: t('from'), names: true, cell: (row) => <Person name={row.from} unit={row.fromUnit} /> },
    { key: 'to', title: t('to'), cell: (row) => <Person name={row.to} unit={row.toUnit} /> },
    {
      key: 'days',
      title: t('days'),
      cell: (row) => <span className="figure">{t('dates', { from: row.validFrom, to: row.validTo })}</span>,
    },
    { key: 'reason', title: t('reason'), cell: (row) => row.reason },
    { key: 'state', title: t('state'), cell: (row) => t(`states.${row.state}`) },
    ...(mayEnd ? [{ key: 'end', title: <span className="unseen">{t('end')}</span>, cell: (row: DelegationRow) => <End row={row} /> }] : []),
  ]
  const none = <EmptyState title={t('noneTitle')}>{t('noneHint')}</EmptyState>
  return <DataTable caption={caption} columns={columns} rows={rows} rowKey={(row) => row.id} empty={none} />
}

function Person({ name, unit }: { name: string; unit: string | null }) {
  return (
    <>
      {name}
      {unit && <small> {unit}</small>}
    </>
  )
}

function End({ row: { id, to, state } }: { row: DelegationRow }) {
  const t = useTranslations('delegations')
  if (state === 'over') return null
  return (
    <Form method="post">
      <input type="hidden" name="id" value={id} />
      <button className="button quiet" type="submit" name="intent" value="end" aria-label={t('endOf', { to })}>
        {t('end')}
      </button>
    </Form>
  )
}
