import { useId } from 'react'
import { useTranslations } from 'use-intl'
import { Field, fieldId, type Refused } from '~/components/ui/form'
import { EntryForm } from './entry-form'

/** A post someone saw with their own eyes, with its link. What was typed comes back when it is refused. */
export function ManualPostForm({ problem }: { problem: Refused | undefined }) {
  const t = useTranslations('account.manual')
  return (
    <EntryForm title={t('title')} hint={t('hint')} submit={t('submit')} intent="manual" uploadTo="?form=post" problem={problem}>
      <Field name="title" label={t('titleField')} problem={problem} required maxLength={200} />
      <Field name="url" label={t('url')} hint={t('urlHint')} problem={problem} type="url" required />
      <Field name="publishedAt" label={t('publishedAt')} problem={problem} type="datetime-local" required />
      <Screenshot label={t('screenshot')} problem={problem} />
    </EntryForm>
  )
}

/** How the account was found on its platform. */
export function InspectionForm({ problem }: { problem: Refused | undefined }) {
  const t = useTranslations('account.inspection')
  return (
    <EntryForm title={t('title')} hint={t('hint')} submit={t('submit')} intent="inspection" uploadTo="?form=inspection" problem={problem}>
      <Screenshot label={t('screenshot')} problem={problem} required />
      <Field name="seen.lastPostAt" label={t('lastPostAt')} hint={t('lastPostAtHint')} problem={problem} type="datetime-local" />
      <Field name="seen.title" label={t('postTitle')} problem={problem} maxLength={200} />
      <Field name="seen.url" label={t('postUrl')} problem={problem} type="url" />
      <Field name="seen.name" label={t('name')} problem={problem} maxLength={100} />
      <Field name="seen.certifiedSubject" label={t('certifiedSubject')} problem={problem} maxLength={200} />
    </EntryForm>
  )
}

/** A picture to send; it has to be chosen again after a refusal. */
function Screenshot({ label, problem, required }: { label: string; problem: Refused | undefined; required?: boolean }) {
  const t = useTranslations('account.manual')
  const own = useId()
  const id = problem ? fieldId('file') : own
  const wrong = problem?.fields.file
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <p className="hint small" id={`${own}-hint`}>
        {t(problem ? 'screenshotAgain' : 'screenshotHint')}
      </p>
      <input
        {...{ id, type: 'file', name: 'file', accept: '.png,.jpg,.jpeg', required }}
        aria-describedby={`${own}-hint`}
        aria-invalid={wrong ? true : undefined}
      />
      {wrong && <p className="wrong">{wrong}</p>}
    </div>
  )
}
