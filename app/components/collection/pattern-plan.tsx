import { Form, Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { DataTable } from '~/components/ui/data-table'

export interface PlanView {
  ready: number
  rows: { accountId: string; accountName: string; unitName: string; url: string }[]
  lacking: { accountId: string; accountName: string; unitName: string }[]
  lackingCount: number
  known: number
}

/** What a pattern would make, and the button that makes it. */
export function PatternPlan({ plan }: { plan: PlanView }) {
  const t = useTranslations('collection.pattern')
  const { ready, rows, lacking, lackingCount, known } = plan
  return (
    <section aria-labelledby="plan">
      <h2 id="plan">{ready > 0 ? t('ready', { count: ready }) : t('readyNone')}</h2>
      {known > 0 && <p>{t('known', { count: known })}</p>}
      {ready > 0 && (
        <>
          <Form method="post" className="form-actions">
            <button className="button" type="submit">
              {t('confirm', { count: ready })}
            </button>
            <span className="hint">{t('again')}</span>
          </Form>
          <DataTable
            caption={t('readyLabel')}
            rows={rows}
            rowKey={(row) => row.accountId}
            empty={null}
            columns={[
              {
                key: 'account',
                title: t('account'),
                names: true,
                cell: (row) => <Link to={`/accounts/${row.accountId}`}>{row.accountName}</Link>,
              },
              { key: 'unit', title: t('unit'), cell: (row) => row.unitName },
              { key: 'url', title: t('address'), cell: (row) => readable(row.url) },
            ]}
          />
          {rows.length < ready && <p className="hint">{t('readyFirst', { count: rows.length })}</p>}
        </>
      )}
      {lackingCount > 0 && (
        <>
          <h3>{t('lacking', { count: lackingCount })}</h3>
          <p className="hint">{t('lackingHint')}</p>
          <DataTable
            caption={t('lackingLabel')}
            rows={lacking}
            rowKey={(row) => row.accountId}
            empty={null}
            columns={[
              {
                key: 'account',
                title: t('account'),
                names: true,
                cell: (row) => <Link to={`/accounts/${row.accountId}`}>{row.accountName}</Link>,
              },
              { key: 'unit', title: t('unit'), cell: (row) => row.unitName },
            ]}
          />
          {lacking.length < lackingCount && <p className="hint">{t('readyFirst', { count: lacking.length })}</p>}
        </>
      )}
    </section>
  )
}

/** An address with its Chinese as people write it. */
function readable(url: string): string {
  try {
    return decodeURI(url)
  } catch {
    return url
  }
}
