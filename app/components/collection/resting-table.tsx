import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { DataTable } from '~/components/ui/data-table'
import { Count, Moment } from '~/components/ui/figures'
import { sourcesAddress } from './source-query'

/** Sites and interfaces left alone after failures. A lane is a host, or an authorisation by its id. */
export function RestingTable({ rows }: { rows: { lane: string; until: Date; sources: number }[] }) {
  const t = useTranslations('collection.resting')
  if (rows.length === 0) return null
  return (
    <section aria-labelledby="resting">
      <h2 id="resting">{t('title')}</h2>
      <p className="hint">{t('hint')}</p>
      <DataTable
        caption={t('label')}
        rows={rows}
        rowKey={(row) => row.lane}
        empty={null}
        columns={[
          { key: 'lane', title: t('lane'), names: true, cell: ({ lane }) => (isHost(lane) ? lane : t('credential')) },
          { key: 'until', title: t('until'), cell: ({ until }) => <Moment at={until} /> },
          {
            key: 'sources',
            title: t('sources'),
            align: 'right',
            cell: ({ lane, sources }) => (
              <Link to={sourcesAddress({ state: 'resting', lane })}>
                <Count value={sources} />
              </Link>
            ),
          },
        ]}
      />
    </section>
  )
}

function isHost(lane: string): boolean {
  return /^[^\s:/]+\.[^\s:/]+(:\d+)?$/.test(lane)
}
