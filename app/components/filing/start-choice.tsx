import { Form, Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { EmptyState } from '~/components/ui/empty-state'
import { type FilingKind, filingKinds } from '~/domain/filing/filing'

/** What can be filed, each with what it is for. */
export function KindChoice() {
  const t = useTranslations('filing')
  return (
    <ul className="kind-choice">
      {filingKinds.map((kind) => (
        <li key={kind}>
          <Link className="kind-card" to={`/filings/new?kind=${kind}`}>
            <strong>{t(`kindTitles.${kind}`)}</strong>
            <span>{t(`start.about.${kind}`)}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

/** How a filing of a kind goes, in three steps. */
export function KindSteps({ kind }: { kind: FilingKind }) {
  const t = useTranslations('filing.start')
  return (
    <section className="panel" aria-labelledby="kind-steps">
      <h2 id="kind-steps">{t('steps')}</h2>
      <ol className="explain">
        {(['a', 'b', 'c'] as const).map((step) => (
          <li key={step}>{t(`stepsOf.${kind}.${step}`)}</li>
        ))}
      </ol>
    </section>
  )
}

interface FinderProps {
  kind: FilingKind
  name: 'unitQuery' | 'accountQuery'
  q: string | undefined
  /** What was found, each with its address. */
  rows: { id: string; label: string; note: string | null; to: string }[]
}

/** Finds a unit or an account by name, in the address: it works without JavaScript. */
export function Finder({ kind, name, q, rows }: FinderProps) {
  const t = useTranslations('filing.start')
  return (
    <>
      <Form method="get" className="find">
        <input type="hidden" name="kind" value={kind} />
        <div className="field">
          <label htmlFor={name}>{t(name === 'unitQuery' ? 'findUnit' : 'findAccount')}</label>
          <input id={name} name={name} type="search" maxLength={60} defaultValue={q} />
        </div>
        <button className="button quiet" type="submit">
          {t('find')}
        </button>
      </Form>
      {rows.length === 0 && q && <p className="hint">{t('foundNone', { q })}</p>}
      {rows.length === 0 && !q && name === 'accountQuery' && <EmptyState title={t('noAccounts')} />}
      {rows.length > 0 && (
        <ul className="pick-list">
          {rows.map((row) => (
            <li key={row.id}>
              <Link to={row.to}>{row.label}</Link> {row.note && <span className="hint small">{row.note}</span>}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
