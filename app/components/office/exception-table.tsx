import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { type Column, DataTable } from '~/components/ui/data-table'
import { EmptyState } from '~/components/ui/empty-state'

export interface ExceptionRow {
  id: string
  unit: string
  platform: string
  account: { id: string; name: string } | null
  filing: { id: string; number: string } | null
  documentNo: string
  approverName: string
  endsOn: string
  state: 'requested' | 'ending' | 'ended' | 'running'
}

/** Every account that stands beside another by an approval, those that end first on top. */
export function ExceptionTable({ rows, mayRenew }: { rows: ExceptionRow[]; mayRenew: boolean }) {
  const t = useTranslations('exceptions')
  const columns: Column<ExceptionRow>[] = [
    { key: 'account', title: t('account'), names: true, cell: (row) => <Name row={row} /> },
    { key: 'platform', title: t('platform'), cell: (row) => row.platform },
    { key: 'unit', title: t('unit'), cell: (row) => row.unit },
    { key: 'documentNo', title: t('documentNo'), cell: (row) => row.documentNo },
    { key: 'approver', title: t('approver'), cell: (row) => row.approverName || '—' },
    { key: 'endsOn', title: t('endsOn'), sorted: 'ascending', cell: (row) => <span className="figure">{row.endsOn}</span> },
    { key: 'state', title: t('state'), cell: (row) => <State state={row.state} /> },
    ...(mayRenew
      ? [{ key: 'renew', title: <span className="unseen">{t('renew')}</span>, cell: (row: ExceptionRow) => <Renew row={row} /> }]
      : []),
  ]
  const none = <EmptyState title={t('noneTitle')}>{t('noneHint')}</EmptyState>
  return <DataTable caption={t('list')} columns={columns} rows={rows} rowKey={(row) => row.id} empty={none} />
}

function Name({ row: { account, filing } }: { row: ExceptionRow }) {
  const t = useTranslations('exceptions')
  if (account) return <Link to={`/accounts/${account.id}`}>{account.name}</Link>
  return filing ? <Link to={`/filings/${filing.id}`}>{filing.number}</Link> : <>{t('pending')}</>
}

function State({ state }: { state: ExceptionRow['state'] }) {
  const t = useTranslations('exceptions')
  const text = t(`states.${state}`)
  return state === 'ended' || state === 'ending' ? <strong className={state === 'ended' ? 'wrong' : undefined}>{text}</strong> : <>{text}</>
}

function Renew({ row: { id, account, state } }: { row: ExceptionRow }) {
  const t = useTranslations('exceptions')
  if (state === 'requested' || !account) return null
  return (
    <Link className="button quiet" to={`?renew=${id}#renew`} aria-label={t('renewOf', { account: account.name })}>
      {t('renew')}
    </Link>
  )
}
