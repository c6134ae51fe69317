import { Form } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { FormError, type Refused } from '~/components/ui/form'

/** Takes a ledger import back, with a reason; a refusal says what refers to it. */
export function TakeBackForm({ importId, problem }: { importId: string; problem: Refused | undefined }) {
  const t = useTranslations('imports.takeBack')
  const id = `reason-${importId}`
  const typed = problem?.values.reason
  return (
    <Form method="post" className="take-back">
      <FormError problem={problem && { ...problem, fields: {}, message: problem.message ?? problem.fields.reason ?? null }} />
      <p className="hint">{t('hint')}</p>
      <input type="hidden" name="importId" value={importId} />
      <div className="field">
        <label htmlFor={id}>{t('reason')}</label>
        <input id={id} name="reason" required maxLength={500} defaultValue={typeof typed === 'string' ? typed : ''} />
      </div>
      <button className="button quiet" type="submit" name="intent" value="takeBack">
        {t('submit')}
      </button>
    </Form>
  )
}
