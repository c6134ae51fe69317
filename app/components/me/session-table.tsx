import { Form } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { DataTable } from '~/components/ui/data-table'
import { Moment } from '~/components/ui/figures'
import { deviceOf } from './device'

export interface SessionRow {
  id: string
  createdAt: Date
  lastSeenAt: Date
  ip: string | null
  userAgent: string | null
  current: boolean
}

/** Where the person is signed in, each to be ended. */
export function SessionTable({ sessions }: { sessions: SessionRow[] }) {
  const t = useTranslations('me')
  const others = sessions.some(({ current }) => !current)
  return (
    <>
      <DataTable
        caption={t('sessions')}
        rows={sessions}
        rowKey={({ id }) => id}
        empty={null}
        columns={[
          { key: 'device', title: t('device'), cell: (row) => <Where row={row} />, names: true },
          { key: 'end', title: t('end'), cell: (row) => (row.current ? <span className="tag">{t('thisOne')}</span> : <End row={row} />) },
          { key: 'lastSeen', title: t('lastSeen'), cell: ({ lastSeenAt }) => <Moment at={lastSeenAt} /> },
          { key: 'begun', title: t('begun'), cell: ({ createdAt }) => <Moment at={createdAt} /> },
        ]}
      />
      {others && (
        <Form method="post" className="form-actions">
          <button type="submit" className="button quiet" name="sessionId" value="others">
            {t('endOthers')}
          </button>
        </Form>
      )}
    </>
  )
}

function Where({ row: { userAgent, ip } }: { row: SessionRow }) {
  const t = useTranslations('me')
  const device = useDevice()
  return (
    <>
      {device(userAgent)}
      {ip && <span className="hint address">{t('fromAddress', { ip })}</span>}
    </>
  )
}

function End({ row }: { row: SessionRow }) {
  const t = useTranslations('me')
  const device = useDevice()
  return (
    <Form method="post">
      <button
        type="submit"
        className="button quiet"
        name="sessionId"
        value={row.id}
        aria-label={t('endOf', { device: device(row.userAgent) })}
      >
        {t('end')}
      </button>
    </Form>
  )
}

/** What a device is called. */
export function useDevice(): (userAgent: string | null) => string {
  const t = useTranslations('me')
  return (userAgent) => {
    const { system, browser } = deviceOf(userAgent)
    if (!system && !browser) return userAgent ? t('otherProgram') : t('unknownDevice')
    return system ? t('on', { system, browser: browser ?? t('otherProgram') }) : (browser ?? '')
  }
}
