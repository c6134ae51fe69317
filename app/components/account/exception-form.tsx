import { Form } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Field, FormError, type Refused } from '~/components/ui/form'

/** The approval by which an unfiled second account may stand beside the first until a day. */
export function ExceptionForm({ problem }: { problem: Refused | undefined }) {
  const t = useTranslations('account.exception')
  return (
    <details className="panel" open={Boolean(problem)}>
      <summary>{t('title')}</summary>
      <p className="hint">{t('hint')}</p>
      <FormError problem={problem} />
      <Form method="post">
        <Field name="reason" label={t('reason')} problem={problem} required maxLength={500} />
        <Field name="documentNo" label={t('documentNo')} problem={problem} required maxLength={100} />
        <Field name="approverName" label={t('approverName')} problem={problem} required maxLength={60} />
        <Field name="endsOn" label={t('endsOn')} problem={problem} type="date" required />
        <button className="button" type="submit" name="intent" value="exception">
          {t('submit')}
        </button>
      </Form>
    </details>
  )
}
