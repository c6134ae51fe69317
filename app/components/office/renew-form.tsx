import { Form } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Field, FormError, type Refused } from '~/components/ui/form'
import type { ExceptionRow } from './exception-table'

/** A new approval in place of one that ends. */
export function RenewForm({ exception, problem }: { exception: ExceptionRow; problem: Refused | undefined }) {
  const t = useTranslations('exceptions')
  return (
    <section className="panel" aria-labelledby="renew">
      <h2 id="renew">{t('renewTitle', { account: exception.account?.name ?? exception.unit })}</h2>
      <p className="hint">{t('renewHint', { endsOn: exception.endsOn })}</p>
      <FormError problem={problem} />
      <Form method="post">
        <div className="fields">
          <Field name="reason" label={t('reason')} problem={problem} required maxLength={500} />
          <Field name="documentNo" label={t('newDocumentNo')} problem={problem} required maxLength={100} />
          <Field name="approver" label={t('newApprover')} problem={problem} required maxLength={60} />
          <Field name="endsOn" label={t('newEndsOn')} type="date" min={exception.endsOn} problem={problem} required />
        </div>
        <button className="button" type="submit">
          {t('submit')}
        </button>
      </Form>
    </section>
  )
}
