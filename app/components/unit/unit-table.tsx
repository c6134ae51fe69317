import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { DataTable } from '~/components/ui/data-table'
import { Count } from '~/components/ui/figures'
import type { UnitKind } from '~/domain/unit/claim'
import type { Tier } from '~/domain/unit/tier'

export interface UnitRow {
  id: string
  name: string
  tier: Tier
  kind: UnitKind
  divisionCode: string
  division: string | null
  parent: string | null
  accounts: number
  children: number
  unsupervised: boolean
  validTo: string | null
}

/** One page of the register of units. */
export function UnitTable({ rows, empty }: { rows: UnitRow[]; empty: ReactNode }) {
  const t = useTranslations('units')
  const tier = useTranslations('word.tier')
  return (
    <DataTable
      caption={t('tableLabel')}
      rows={rows}
      rowKey={(row) => row.id}
      empty={empty}
      columns={[
        { key: 'name', title: t('columns.name'), names: true, cell: (row) => <Name row={row} /> },
        { key: 'division', title: t('columns.division'), sorted: 'ascending', cell: (row) => <Division row={row} /> },
        { key: 'tier', title: t('columns.tier'), cell: (row) => tier(row.tier) },
        { key: 'kind', title: t('columns.kind'), cell: (row) => t(`kinds.${row.kind}`) },
        { key: 'parent', title: t('columns.parent'), cell: (row) => row.parent ?? '—' },
        { key: 'accounts', title: t('columns.accounts'), align: 'right', cell: (row) => <Accounts row={row} /> },
        { key: 'children', title: t('columns.children'), align: 'right', cell: (row) => <Below row={row} /> },
      ]}
    />
  )
}

function Name({ row }: { row: UnitRow }) {
  const t = useTranslations('units')
  return (
    <>
      <Link to={`/units/${row.id}`}>{row.name}</Link>
      {row.validTo && <span className="tag unit-tag">{t('endedOn', { day: row.validTo })}</span>}
      {row.unsupervised && !row.validTo && <span className="tag unit-tag wrong-tag">{t('unsupervised')}</span>}
    </>
  )
}

function Division({ row: { division, divisionCode } }: { row: UnitRow }) {
  return (
    <>
      {division} <span className="figure hint">{divisionCode}</span>
    </>
  )
}

function Accounts({ row }: { row: UnitRow }) {
  return row.accounts === 0 ? <Count value={0} /> : <Link to={`/units/${row.id}#accounts`}>{row.accounts}</Link>
}

function Below({ row }: { row: UnitRow }) {
  return row.children === 0 ? <Count value={0} /> : <Link to={`/units?under=${row.id}`}>{row.children}</Link>
}
