import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import type { CustodyState } from '~/domain/account/custody'
import { type CustodyParts, Proof } from './custody-facts'
import { CustodyStateMark } from './custody-state'

/** The custody of an account in short, on the account's own page. */
export function CustodyPanel({ accountId, state, custody }: { accountId: string; state: CustodyState; custody: CustodyParts | null }) {
  const t = useTranslations('custody')
  return (
    <section className="panel" aria-labelledby="custody">
      <h2 id="custody">{t('panel')}</h2>
      {custody ? (
        <dl className="facts">
          <div>
            <dt>{t('fields.holder')}</dt>
            <dd>
              {custody.holder} {custody.phone}
            </dd>
          </div>
          <div>
            <dt>{t('fields.proof')}</dt>
            <dd>
              <Proof custody={custody} />
            </dd>
          </div>
        </dl>
      ) : (
        <p>{t('panelNone')}</p>
      )}
      <p>
        <CustodyStateMark state={state} /> <Link to={`/custody/${accountId}`}>{t('panelMore')}</Link>
      </p>
    </section>
  )
}
