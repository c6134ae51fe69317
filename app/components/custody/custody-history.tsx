import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { DataTable } from '~/components/ui/data-table'
import { type CustodyEventKind, lostSteps, proofWays } from '~/domain/account/custody'

export interface CustodyEvent {
  id: string
  kind: CustodyEventKind
  day: string
  fromName: string | null
  toName: string | null
  what: string
  actorName: string
}

/** What happened to the custody of an account, newest first. */
export function CustodyHistory({ accountId, events }: { accountId: string; events: CustodyEvent[] }) {
  const t = useTranslations('custody')
  return (
    <section aria-labelledby="history">
      <h2 id="history">{t('history')}</h2>
      <DataTable
        caption={t('history')}
        rows={events}
        rowKey={(row) => row.id}
        empty={<p className="panel hint">{t('noHistory')}</p>}
        columns={[
          { key: 'day', title: t('historyColumns.day'), cell: (row) => <span className="figure">{row.day}</span> },
          { key: 'what', title: t('historyColumns.what'), names: true, cell: (row) => <What accountId={accountId} event={row} /> },
          { key: 'by', title: t('historyColumns.by'), cell: (row) => row.actorName },
        ]}
      />
    </section>
  )
}

function What({ accountId, event }: { accountId: string; event: CustodyEvent }) {
  const t = useTranslations('custody')
  const { kind, fromName, toName } = event
  const way = proofWays.find((known) => known === event.what)
  const step = lostSteps.find((known) => known === event.what)
  const what =
    kind === 'step' && step ? t(`steps.${step}`) : (kind === 'proof' || kind === 'recovered') && way ? t(`ways.${way}`) : event.what
  return (
    <>
      {t(`event.${kind}`, { what, fromName: fromName ?? '', toName: toName ?? '' })}{' '}
      {kind === 'handover' && <Link to={`/custody/${accountId}/handover/${event.id}`}>{t('print')}</Link>}
    </>
  )
}
