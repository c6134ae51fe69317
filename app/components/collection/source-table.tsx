import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { DataTable } from '~/components/ui/data-table'
import { Moment } from '~/components/ui/figures'
import type { ErrorKind } from '~/domain/activity/collect-error'
import { kindFacts, type SourceKind } from '~/domain/activity/kind'
import type { Outcome } from '~/domain/activity/source'
import { LastLook, NextLook } from './last-look'
import { isAwake, SourceMarks, type Standing } from './source-marks'

export interface SourceRow extends Standing {
  id: string
  kind: SourceKind
  url: string | null
  seesAllPosts: boolean
  accountId: string
  accountName: string
  platformName: string
  unitName: string
  lastAttemptAt: Date | null
  lastSuccessAt: Date | null
  lastOutcome: Outcome | null
  lastErrorKind: ErrorKind | null
  lastMessage: string | null
  failCount: number
  nextRunAt: Date | null
}

/** One page of sources: whose they are, how the last look went, what keeps them. */
export function SourceTable({ rows, now, empty }: { rows: SourceRow[]; now: Date; empty: ReactNode }) {
  const t = useTranslations('collection.sources')
  return (
    <div className="source-list">
      <DataTable
        caption={t('label')}
        rows={rows}
        rowKey={(row) => row.id}
        empty={empty}
        columns={[
          { key: 'account', title: t('account'), names: true, cell: (row) => <Account row={row} /> },
          { key: 'unit', title: t('unit'), cell: (row) => row.unitName },
          { key: 'how', title: t('how'), cell: (row) => <How row={row} /> },
          { key: 'last', title: t('last'), cell: (row) => <LastLook look={row} /> },
          {
            key: 'lastGood',
            title: t('lastGood'),
            cell: ({ lastSuccessAt }) => (lastSuccessAt ? <Moment at={lastSuccessAt} /> : <span className="unknown">{t('never')}</span>),
          },
          { key: 'next', title: t('next'), cell: (row) => <NextLook at={row.nextRunAt} awake={isAwake(row, now)} now={now} /> },
          { key: 'marks', title: t('marks'), cell: (row) => <Marks row={row} now={now} /> },
        ]}
      />
    </div>
  )
}

function Account({ row }: { row: SourceRow }) {
  return (
    <>
      <Link to={`/accounts/${row.accountId}`}>{row.accountName}</Link>
      <div className="small hint">{row.platformName}</div>
    </>
  )
}

function How({ row: { id, kind, url } }: { row: SourceRow }) {
  const word = useTranslations('word.sourceKind')
  return (
    <>
      <Link to={`/collection/sources/${id}`}>{word(kind)}</Link>
      {url && (
        <div className="small hint" title={url}>
          {shortened(url)}
        </div>
      )}
    </>
  )
}

function Marks({ row, now }: { row: SourceRow; now: Date }) {
  const t = useTranslations('collection.marks')
  const posts = kindFacts[row.kind].capability.posts !== 'none'
  return (
    <>
      <SourceMarks source={row} now={now} />
      {posts && <div className="small hint figure">{t(row.seesAllPosts ? 'proves' : 'provesNot')}</div>}
    </>
  )
}

/** An address without its scheme, its middle left out where it is long. */
export function shortened(url: string): string {
  const plain = url.replace(/^https?:\/\//, '')
  return plain.length <= 32 ? plain : `${plain.slice(0, 20)}…${plain.slice(-11)}`
}
