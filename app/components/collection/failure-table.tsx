import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { DataTable } from '~/components/ui/data-table'
import { EmptyState } from '~/components/ui/empty-state'
import { Count } from '~/components/ui/figures'
import { type ErrorKind, waitsForPeople } from '~/domain/activity/collect-error'
import { sourcesAddress } from './source-query'

export interface FailureRow {
  errorKind: ErrorKind | null
  code: string
  message: string
  sources: number
}

/** Why the last looks brought nothing or not all, alike together: what it means, whose turn it is, how many. */
export function FailureTable({ rows }: { rows: FailureRow[] }) {
  const t = useTranslations('collection.failures')
  const word = useTranslations('word.errorKind')
  return (
    <DataTable
      caption={t('label')}
      rows={rows}
      rowKey={(row) => `${row.errorKind}-${row.code}`}
      empty={<EmptyState title={t('none')}>{t('noneHint')}</EmptyState>}
      columns={[
        {
          key: 'kind',
          title: t('kind'),
          names: true,
          cell: ({ errorKind }) => (
            <>
              <strong>{errorKind ? word(errorKind) : t('doubtful')}</strong>
              <div className="small hint">{t(turnOf(errorKind))}</div>
            </>
          ),
        },
        {
          key: 'sources',
          title: t('sources'),
          align: 'right',
          cell: ({ code, sources }) => (
            <Link to={sourcesAddress({ errorCode: code })} className="big-link" aria-label={t('open', { count: sources })}>
              <Count value={sources} />
            </Link>
          ),
        },
        { key: 'message', title: t('message'), cell: ({ message }) => message },
      ]}
    />
  )
}

/** What is set up wrongly is tried again, and will go on failing until somebody corrects it. */
function turnOf(kind: ErrorKind | null): 'people' | 'self' {
  return kind === null || kind === 'config' || waitsForPeople.includes(kind) ? 'people' : 'self'
}
