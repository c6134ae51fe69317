import { Form } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Field, FormError, fieldId, type Refused } from '~/components/ui/form'

interface DelegateFormProps {
  colleagues: { id: string; name: string; unit: string | null }[]
  today: string
  problem: Refused | undefined
}

/** Names a deputy for some days. */
export function DelegateForm({ colleagues, today, problem }: DelegateFormProps) {
  const t = useTranslations('delegations')
  const chosen = problem?.values.toId
  if (colleagues.length === 0) return <p className="hint">{t('noColleague')}</p>
  return (
    <section className="panel" aria-labelledby="ask">
      <h2 id="ask">{t('ask')}</h2>
      <FormError problem={problem} />
      <Form method="post">
        <div className="fields">
          <div className="field">
            <label htmlFor={fieldId('toId')}>{t('colleague')}</label>
            <select id={fieldId('toId')} name="toId" required defaultValue={typeof chosen === 'string' ? chosen : ''}>
              <option value="">{t('choose')}</option>
              {colleagues.map(({ id, name, unit }) => (
                <option key={id} value={id}>
                  {unit ? `${name}（${unit}）` : name}
                </option>
              ))}
            </select>
          </div>
          <Field name="validFrom" label={t('validFrom')} type="date" min={today} defaultValue={today} required problem={problem} />
          <Field name="validTo" label={t('validTo')} type="date" min={today} required problem={problem} />
          <Field name="reason" label={t('reason')} hint={t('reasonHint')} maxLength={200} required problem={problem} />
        </div>
        <button className="button" type="submit" name="intent" value="delegate">
          {t('submit')}
        </button>
      </Form>
    </section>
  )
}
