import { Form, useNavigation } from '@remix-run/react'
import { useId } from 'react'
import { useTranslations } from 'use-intl'
import { Field, FormError, fieldId, type Refused } from '~/components/ui/form'
import { datedPurposes, type Purpose, purposes } from '~/domain/filing/attachment'

/** One document with what it is and, where it proves something, its day. */
export function AttachForm({ problem, today, wanted }: { problem: Refused | undefined; today: string; wanted: Purpose | null }) {
  const t = useTranslations('filing.files')
  const busy = useNavigation().state === 'submitting'
  const wrong = problem?.fields.purpose
  const typed = problem?.values.purpose
  return (
    <details className="panel" open={Boolean(problem) || wanted !== null}>
      <summary>{t('add')}</summary>
      <FormError problem={problem} />
      <Form method="post" encType="multipart/form-data" className="form-grid">
        <input type="hidden" name="intent" value="attach" />
        <div className="field">
          <label htmlFor={fieldId('purpose')}>{t('purpose')}</label>
          <select
            id={fieldId('purpose')}
            name="purpose"
            required
            defaultValue={typeof typed === 'string' ? typed : (wanted ?? '')}
            aria-invalid={wrong ? true : undefined}
          >
            <option value="">—</option>
            {purposes.map((purpose) => (
              <option key={purpose} value={purpose}>
                {t(`purposes.${purpose}`)}
                {datedPurposes.includes(purpose) ? ' *' : ''}
              </option>
            ))}
          </select>
          {wrong && <p className="wrong">{wrong}</p>}
        </div>
        <Field name="provenOn" label={t('provenOn')} hint={t('provenOnHint')} problem={problem} type="date" max={today} />
        <FileField problem={problem} />
        <div className="form-actions">
          <button className="button" type="submit" disabled={busy}>
            {t('upload')}
          </button>
        </div>
      </Form>
    </details>
  )
}

/** A file to send; `there`: how many of its kind are there already. */
export function FileField({ problem, label, there = 0 }: { problem: Refused | undefined; label?: string; there?: number }) {
  const t = useTranslations('filing.files')
  const id = useId()
  const wrong = problem?.fields.file
  return (
    <div className="field wide-field">
      <label htmlFor={id}>{label ?? t('file')}</label>
      <p className="hint small" id={`${id}-hint`}>
        {t('fileHint')} {there > 0 && t('chosen', { count: there })}
      </p>
      <input
        id={id}
        type="file"
        name="file"
        accept=".pdf,.png,.jpg,.jpeg"
        aria-describedby={`${id}-hint`}
        aria-invalid={wrong ? true : undefined}
      />
      {wrong && <p className="wrong">{wrong}</p>}
    </div>
  )
}
