import { useTranslations } from 'use-intl'
import { Field, type Refused } from '~/components/ui/form'
import { EntryForm } from './entry-form'

/** The approval by which an unfiled second account may stand beside the first until a day. */
export function ExceptionForm({ problem }: { problem: Refused | undefined }) {
  const t = useTranslations('account.exception')
  return (
    <EntryForm title={t('title')} hint={t('hint')} submit={t('submit')} intent="exception" problem={problem}>
      <Field name="reason" label={t('reason')} problem={problem} required maxLength={500} />
      <Field name="documentNo" label={t('documentNo')} problem={problem} required maxLength={100} />
      <Field name="approverName" label={t('approverName')} problem={problem} required maxLength={60} />
      <Field name="endsOn" label={t('endsOn')} problem={problem} type="date" required />
    </EntryForm>
  )
}
