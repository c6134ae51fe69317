import { type InputHTMLAttributes, type ReactNode, useEffect, useId, useRef } from 'react'
import { useTranslations } from 'use-intl'

/** What an action gives back about a refused form; the shape of the api's FormProblem. */
export interface Refused {
  message: string | null
  fields: Record<string, string>
  values: Record<string, string | string[]>
}

/** The id a summary's link jumps to; a field gives it to its control. */
export function fieldId(name: string): string {
  return `field-${name.replaceAll('.', '-')}`
}

/**
 * The summary above a refused form: one sentence per field, each a link to it. Takes the focus when it appears. `labels` name the fields
 * of a long form, where "please fill this in" alone would leave people looking.
 */
export function FormError({ problem, labels = {} }: { problem: Refused | undefined; labels?: Record<string, string> }) {
  const t = useTranslations('form')
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (problem) box.current?.focus()
  }, [problem])
  if (!problem) return null
  const fields = Object.entries(problem.fields)
  return (
    <div className="form-error" role="alert" tabIndex={-1} ref={box}>
      <p>{problem.message ?? (fields.length > 0 ? t('summary', { count: fields.length }) : t('refused'))}</p>
      {fields.length > 0 && (
        <ul>
          {fields.map(([name, message]) => (
            <li key={name}>
              <a href={`#${fieldId(name)}`}>{labels[name] ? t('named', { label: labels[name], message }) : message}</a>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

type FieldProps = { name: string; label: ReactNode; hint?: ReactNode; problem: Refused | undefined } & Omit<
  InputHTMLAttributes<HTMLInputElement>,
  'id' | 'name'
>

/** A labelled text field that shows what was typed and what is wrong with it. */
export function Field({ name, label, hint, problem, ...input }: FieldProps) {
  const help = useId()
  const wrong = problem?.fields[name]
  const typed = problem?.values[name]
  return (
    <div className="field">
      <label htmlFor={fieldId(name)}>{label}</label>
      {hint && (
        <p className="hint" id={`${help}-hint`}>
          {hint}
        </p>
      )}
      <input
        {...input}
        id={fieldId(name)}
        name={name}
        defaultValue={typeof typed === 'string' ? typed : input.defaultValue}
        aria-invalid={wrong ? true : undefined}
        aria-describedby={[hint && `${help}-hint`, wrong && `${help}-wrong`].filter(Boolean).join(' ') || undefined}
      />
      {wrong && (
        <p className="wrong" id={`${help}-wrong`}>
          {wrong}
        </p>
      )}
    </div>
  )
}
