import { Form } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { useDevice } from '~/components/me/session-table'
import { DataTable } from '~/components/ui/data-table'
import { Moment } from '~/components/ui/figures'

export interface PersonSession {
  id: string
  method: string
  createdAt: Date
  lastSeenAt: Date
  ip: string | null
  userAgent: string | null
}

/** Where somebody is signed in; each can be ended. */
export function PersonSessions({ sessions }: { sessions: PersonSession[] }) {
  const t = useTranslations('person')
  const device = useDevice()
  return (
    <section className="panel" aria-labelledby="sessions">
      <h2 id="sessions">{t('sessions')}</h2>
      <DataTable
        caption={t('sessions')}
        rows={sessions}
        rowKey={({ id }) => id}
        empty={<p className="hint">{t('noSessions')}</p>}
        columns={[
          { key: 'device', title: t('sessionColumns.device'), names: true, cell: ({ userAgent }) => device(userAgent) },
          { key: 'address', title: t('sessionColumns.address'), cell: ({ ip }) => ip ?? '—' },
          { key: 'method', title: t('sessionColumns.method'), cell: ({ method }) => t(`methods.${methodOf(method)}`) },
          { key: 'begun', title: t('sessionColumns.begun'), cell: ({ createdAt }) => <Moment at={createdAt} /> },
          { key: 'lastSeen', title: t('sessionColumns.lastSeen'), cell: ({ lastSeenAt }) => <Moment at={lastSeenAt} /> },
          { key: 'end', title: t('sessionColumns.end'), cell: (row) => <End id={row.id} device={device(row.userAgent)} /> },
        ]}
      />
    </section>
  )
}

function methodOf(method: string): 'password' | 'link' | 'sso' {
  return method === 'link' || method === 'sso' ? method : 'password'
}

function End({ id, device }: { id: string; device: string }) {
  const t = useTranslations('person')
  return (
    <Form method="post">
      <button type="submit" className="button quiet" name="sessionId" value={id} aria-label={t('endOf', { device })}>
        {t('sessionColumns.end')}
      </button>
    </Form>
  )
}
