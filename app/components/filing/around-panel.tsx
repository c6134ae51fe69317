import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { StandingMark } from '~/components/account/standing-mark'
import { type Standing, standings } from '~/domain/account/account'
import type { Surroundings } from '~/domain/filing/view'
import { LookAlikes } from './name-check'
import { FilingStateMark } from './state-mark'

/** What an office looks at beside the form. */
export function AroundPanel({ around }: { around: Surroundings }) {
  const t = useTranslations('filing')
  return (
    <section className="panel" aria-labelledby="around">
      <h2 id="around">{t('around.title')}</h2>
      {around.subjectIsUnit !== null && (
        <p className={around.subjectIsUnit ? 'check-good' : 'check-bad'}>
          {t(around.subjectIsUnit ? 'around.subjectYes' : 'around.subjectNo')}
        </p>
      )}
      <h3>{t('around.remarks')}</h3>
      {around.remarks.length === 0 && around.lookAlikes.length === 0 && <p className="hint">{t('around.noRemarks')}</p>}
      {around.remarks.length > 0 && (
        <ul className="explain">
          {around.remarks.map((remark) => (
            <li key={remark}>{t(`remarks.${remark}`)}</li>
          ))}
        </ul>
      )}
      <LookAlikes alike={around.lookAlikes} />
      <h3>{t('around.accounts')}</h3>
      {around.accounts.length === 0 && <p className="hint">{t('around.noAccounts')}</p>}
      <ul className="pick-list">
        {around.accounts.map(({ id, name, platform, standing, filingNo }) => (
          <li key={id}>
            {platform} · <Link to={`/accounts/${id}`}>{name}</Link> <StandingMark standing={standingOf(standing)} />{' '}
            {filingNo && <span className="hint small">{filingNo}</span>}
          </li>
        ))}
      </ul>
      <h3>{t('around.earlier')}</h3>
      {around.earlier.length === 0 && <p className="hint">{t('around.noEarlier')}</p>}
      <ul className="pick-list">
        {around.earlier.map(({ id, number, kind, state, account }) => (
          <li key={id}>
            <Link to={`/filings/${id}`}>{number}</Link> {t(`kinds.${kind}`)} {account} <FilingStateMark state={state} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function standingOf(text: string): Standing {
  return standings.find((known) => known === text) ?? 'REGISTERED'
}
