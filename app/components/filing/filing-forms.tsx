import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import type { FilingView } from '~/domain/filing/view'
import { DiffTable } from './diff-table'
import type { Names } from './field-value'
import { FilingFacts } from './filing-facts'

/** What the unit asks for, what changed since it was sent back, what it returned, and what was decided. */
export function FilingForms({ filing, names }: { filing: FilingView; names: Names }) {
  const t = useTranslations('filing.page')
  const { diff, exception, linked } = filing
  const values = filing.may.edit ? filing.draft : filing.requested
  const corrected = filing.events.findLast(({ command }) => command === 'resume' || command === 'submit')?.changes
  return (
    <>
      {corrected && Object.keys(corrected).length > 0 && (
        <section className="panel corrected" aria-labelledby="corrected">
          <h2 id="corrected">{t('corrected')}</h2>
          <p className="hint">{t('correctedHint')}</p>
          <DiffTable caption={t('corrected')} changes={corrected} names={names} />
        </section>
      )}
      <section className="panel print-form" aria-labelledby="form">
        <h2 id="form">{t(filing.may.edit ? 'formDraft' : diff ? 'change' : 'form')}</h2>
        {diff && !filing.may.edit && <DiffTable caption={t('change')} changes={diff} names={names} grouped />}
        {values ? (
          <FilingFacts values={diff && !filing.may.edit ? reasonOf(values) : values} names={names} />
        ) : (
          <p className="hint">{t('nothing')}</p>
        )}
        {exception && (
          <>
            <h3>{t('exception')}</h3>
            <p>
              {t('exceptionSays', exception)} <span className="tag">{exceptionState(exception, t)}</span>
            </p>
          </>
        )}
        {filing.decided?.reference && (
          <>
            <h3>{t('decided')}</h3>
            <p>{t('reference', { reference: String(filing.decided.reference) })}</p>
          </>
        )}
      </section>
      <Evidence filing={filing} />
      {linked.length > 0 && (
        <section className="panel" aria-labelledby="linked">
          <h2 id="linked">{t('linked')}</h2>
          <ul className="pick-list">
            {linked.map((other) => (
              <li key={other.id}>
                <Link to={`/filings/${other.id}`}>{other.number}</Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

/** Of a change the fields stand in the table. */
function reasonOf({ reason = null, changedOn = null }: NonNullable<FilingView['requested']>): NonNullable<FilingView['requested']> {
  return { ...(reason && { reason }), ...(changedOn && { changedOn }) }
}

function exceptionState(
  { state, approverName }: NonNullable<FilingView['exception']>,
  t: ReturnType<typeof useTranslations<'filing.page'>>,
): string {
  if (state === 'granted') return t('exceptionStates.granted', { approver: approverName })
  return t(state === 'requested' ? 'exceptionStates.requested' : 'exceptionStates.refused')
}

const evidenceFields = ['platformAccountId', 'url', 'certifiedSubject', 'openedOn'] as const

function Evidence({ filing }: { filing: FilingView }) {
  const t = useTranslations('filing.page')
  const { evidence } = filing
  if (!evidence) return null
  return (
    <section className="panel" aria-labelledby="evidence">
      <h2 id="evidence">{t('evidence')}</h2>
      <dl className="facts">
        {evidenceFields.map((field) => (
          <div key={field}>
            <dt>{t(`evidenceFields.${field}`)}</dt>
            <dd>{evidence[field] || <span className="unknown">{t('empty')}</span>}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
