import { Form, Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Field, FormError, fieldId, type Refused } from '~/components/ui/form'
import { disableReasons } from '~/domain/member/person'
import type { ConfirmedAct } from './acts'

/** Says what an act will do, and asks for what it needs. */
export function ActForm({ act, userId, problem }: { act: ConfirmedAct; userId: string; problem: Refused | undefined }) {
  const t = useTranslations('act')
  return (
    <div className="panel narrow-panel">
      <FormError problem={problem} />
      <p>{t('whatHappens')}</p>
      <ul className="explain">
        <li>{t(`${act}.what.a`)}</li>
        <li>{t(`${act}.what.b`)}</li>
      </ul>
      <Form method="post">
        {act === 'disable' && <Reason problem={problem} />}
        {act === 'erase' && <Field name="name" label={t('erase.name')} problem={problem} required autoComplete="off" maxLength={50} />}
        <div className="form-actions">
          <button className={act === 'erase' ? 'button danger' : 'button'} type="submit">
            {t(`${act}.submit`)}
          </button>
          <Link className="button quiet" to={`/people/${userId}`}>
            {t('cancel')}
          </Link>
        </div>
      </Form>
    </div>
  )
}

function Reason({ problem }: { problem: Refused | undefined }) {
  const t = useTranslations('act')
  const reason = useTranslations('person.reasons')
  const wrong = problem?.fields.reason
  return (
    <div className="field">
      <label htmlFor={fieldId('reason')}>{t('disable.reason')}</label>
      <select id={fieldId('reason')} name="reason" required defaultValue="" aria-invalid={wrong ? true : undefined}>
        <option value="">{t('disable.choose')}</option>
        {disableReasons.map((key) => (
          <option key={key} value={key}>
            {reason(key)}
          </option>
        ))}
      </select>
      {wrong && <p className="wrong">{wrong}</p>}
    </div>
  )
}
