import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { DataTable } from '~/components/ui/data-table'
import { Count } from '~/components/ui/figures'
import type { Standing } from '~/domain/account/account'
import { dayOf } from '~/domain/calendar/day'
import type { Level } from '~/domain/supervision/level'
import type { Tier } from '~/domain/unit/tier'
import { LevelMark } from './level-mark'
import { StandingMark } from './standing-mark'

export interface AccountRow {
  id: string
  name: string
  platformName: string
  unitName: string
  tier: Tier
  standing: Standing
  lastPostAt: Date | null
  level: Level | null
  followers: number | null
}

/** One page of the registry. */
export function AccountTable({ rows, sort, empty }: { rows: AccountRow[]; sort: string | undefined; empty: ReactNode }) {
  const t = useTranslations('accounts')
  const tier = useTranslations('word.tier')
  const unknown = <span className="unknown">{t('unknown')}</span>
  return (
    <div className="accounts">
      <DataTable
        caption={t('tableLabel')}
        rows={rows}
        rowKey={(row) => row.id}
        empty={empty}
        columns={[
          {
            key: 'name',
            title: t('columns.name'),
            names: true,
            ...(!sort || sort === 'name' ? { sorted: 'ascending' as const } : {}),
            cell: (row) => <Link to={`/accounts/${row.id}`}>{row.name}</Link>,
          },
          { key: 'platform', title: t('columns.platform'), cell: (row) => row.platformName },
          { key: 'unit', title: t('columns.unit'), cell: (row) => row.unitName },
          { key: 'tier', title: t('columns.tier'), cell: (row) => tier(row.tier) },
          { key: 'standing', title: t('columns.standing'), cell: (row) => <StandingMark standing={row.standing} /> },
          {
            key: 'lastPost',
            title: t('columns.lastPost'),
            ...(sort === 'lastPost' && { sorted: 'ascending' as const }),
            cell: (row) => (
              <>
                <CardLabel>{t('columns.lastPost')}</CardLabel>
                {row.lastPostAt ? <span className="figure">{dayOf(row.lastPostAt)}</span> : unknown}
              </>
            ),
          },
          { key: 'level', title: t('columns.level'), cell: (row) => <LevelMark level={row.level} /> },
          {
            key: 'followers',
            title: t('columns.followers'),
            align: 'right',
            ...(sort === 'followers' && { sorted: 'descending' as const }),
            cell: (row) => (
              <>
                <CardLabel>{t('columns.followers')}</CardLabel>
                <Count value={row.followers} />
              </>
            ),
          },
        ]}
      />
    </div>
  )
}

/** The column's name where the row is a card and its header is out of sight. */
function CardLabel({ children }: { children: string }) {
  return (
    <span className="card-label" aria-hidden="true">
      {children}{' '}
    </span>
  )
}
