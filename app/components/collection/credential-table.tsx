import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { DataTable } from '~/components/ui/data-table'
import { Count, Moment } from '~/components/ui/figures'
import type { SourceKind } from '~/domain/activity/kind'
import { dayOf, daysBetween } from '~/domain/calendar/day'
import { endingOf, lastDayOf } from './source-marks'
import { sourcesAddress } from './source-query'
import { UnverifiedMark } from './words'

export interface CredentialRow {
  id: string
  kind: SourceKind
  name: string
  appId: string | null
  unitName: string
  sources: number
  tokenUntil: Date | null
  grantUntil: Date | null
  updatedAt: Date
}

interface CredentialTableProps {
  rows: CredentialRow[]
  now: Date
  /** The sources behind them are for the office. */
  mayList: boolean
  /** Where one of them is replaced. */
  replaceAt(id: string): string
  empty: ReactNode
}

/** One page of the authorisations kept, those that end first on top. Never a secret. */
export function CredentialTable({ rows, now, mayList, replaceAt, empty }: CredentialTableProps) {
  const t = useTranslations('collection.credential')
  const word = useTranslations('word.sourceKind')
  return (
    <DataTable
      caption={t('label')}
      rows={rows}
      rowKey={(row) => row.id}
      empty={empty}
      columns={[
        { key: 'name', title: t('name'), names: true, cell: ({ name }) => name },
        {
          key: 'kind',
          title: t('kind'),
          cell: ({ kind }) => (
            <>
              {word(kind)} <UnverifiedMark kind={kind} />
            </>
          ),
        },
        { key: 'appId', title: t('appId'), cell: ({ appId }) => <span className="figure">{appId ?? '—'}</span> },
        { key: 'unit', title: t('unit'), cell: ({ unitName }) => unitName },
        { key: 'grantUntil', title: t('grantUntil'), cell: (row) => <Grant row={row} now={now} /> },
        {
          key: 'tokenUntil',
          title: t('tokenUntil'),
          cell: ({ tokenUntil }) => (tokenUntil ? <Moment at={tokenUntil} /> : <span className="unknown">{t('unknown')}</span>),
        },
        {
          key: 'sources',
          title: t('sources'),
          align: 'right',
          cell: ({ id, sources }) =>
            mayList ? (
              <Link to={sourcesAddress({ credential: id })}>
                <Count value={sources} />
              </Link>
            ) : (
              <Count value={sources} />
            ),
        },
        { key: 'updatedAt', title: t('updatedAt'), cell: ({ updatedAt }) => <span className="figure">{dayOf(updatedAt)}</span> },
        {
          key: 'replace',
          title: <span className="unseen">{t('replace')}</span>,
          cell: ({ id, name }) => (
            <span className="figure">
              <Link to={replaceAt(id)} aria-label={`${t('replace')} ${name}`}>
                {t('replace')}
              </Link>
            </span>
          ),
        },
      ]}
    />
  )
}

function Grant({ row: { grantUntil }, now }: { row: CredentialRow; now: Date }) {
  const t = useTranslations('collection.credential')
  if (grantUntil === null) return <span className="unknown">{t('unknown')}</span>
  const day = lastDayOf(grantUntil)
  const ending = endingOf(grantUntil, now)
  return (
    <>
      <span className="figure">{day}</span>{' '}
      {ending && (
        <span className={`mark mark-${ending === 'expired' ? 'bad' : 'wait'}`}>
          {ending === 'expired' ? t('expired') : t('endsIn', { days: Math.max(0, daysBetween(dayOf(now), day)) })}
        </span>
      )}
    </>
  )
}
