import { Form, Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { StandingMark } from '~/components/account/standing-mark'
import { DataTable } from '~/components/ui/data-table'
import { standings } from '~/domain/account/account'

export interface UnitAccount {
  id: string
  name: string
  platform: string
  standing: string
}

/** What a unit has, today or on a past day. */
export function UnitAccounts({ accounts, on }: { accounts: UnitAccount[]; on: string }) {
  const t = useTranslations('unit')
  return (
    <section aria-labelledby="accounts">
      <div className="section-head">
        <h2 id="accounts">{t('accountsOn', { day: on })}</h2>
        <Form method="get" className="inline-form">
          <label htmlFor="on">{t('on')}</label>
          <input id="on" name="on" type="date" defaultValue={on} required />
          <button className="button quiet" type="submit">
            {t('show')}
          </button>
        </Form>
      </div>
      <DataTable
        caption={t('accounts')}
        rows={accounts}
        rowKey={(row) => row.id}
        empty={<p className="panel hint">{t('noAccounts')}</p>}
        columns={[
          {
            key: 'name',
            title: t('accountColumns.name'),
            names: true,
            cell: (row) => <Link to={`/accounts/${row.id}`}>{row.name}</Link>,
          },
          { key: 'platform', title: t('accountColumns.platform'), cell: (row) => row.platform },
          { key: 'standing', title: t('accountColumns.standing'), cell: (row) => <Standing of={row.standing} /> },
        ]}
      />
    </section>
  )
}

export function Standing({ of }: { of: string }) {
  const standing = standings.find((known) => known === of)
  return standing ? <StandingMark standing={standing} /> : of
}
