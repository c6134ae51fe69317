import { type InputHTMLAttributes, type ReactNode, useId } from 'react'
import { type Messages, useTranslations } from 'use-intl'
import { fieldId, type Refused } from '~/components/ui/form'

export type FieldName = keyof Messages['filing']['fields']
type HintName = keyof Messages['filing']['hints']

/** What a form shows: as it was typed a moment ago, else as it was kept. */
export interface Filled {
  values: Record<string, string | string[] | null | undefined>
  problem: Refused | undefined
}

interface FieldProps {
  name: FieldName
  form: Filled
  optional?: boolean
  /** The field's own words of help, by its name or another's; what is registered now. */
  hint?: HintName
  now?: string
}

interface ControlProps {
  id: string
  name: string
  'aria-invalid': true | undefined
  'aria-describedby': string | undefined
}

export function textIn(value: string | string[] | null | undefined): string {
  return typeof value === 'string' ? value : ''
}

/** Label, words of help, the control, and what is wrong with it. */
function Labelled({ name, form, optional, hint, now, children }: FieldProps & { children(control: ControlProps): ReactNode }) {
  const t = useTranslations('filing')
  const help = useId()
  const wrong = form.problem?.fields[name]
  const described = [(hint || now) && `${help}-hint`, wrong && `${help}-wrong`].filter(Boolean).join(' ') || undefined
  return (
    <div className="field">
      <label htmlFor={fieldId(name)}>
        {t(`fields.${name}`)}
        {optional && <span className="optional"> {t('form.optional')}</span>}
      </label>
      {(hint || now) && (
        <p className="hint small" id={`${help}-hint`}>
          {now && <span className="now">{now} </span>}
          {hint && t(`hints.${hint}`)}
        </p>
      )}
      {children({ id: fieldId(name), name, 'aria-invalid': wrong ? true : undefined, 'aria-describedby': described })}
      {wrong && (
        <p className="wrong" id={`${help}-wrong`}>
          {wrong}
        </p>
      )}
    </div>
  )
}

type LineProps = FieldProps & Pick<InputHTMLAttributes<HTMLInputElement>, 'type' | 'maxLength' | 'inputMode' | 'autoComplete'>

export function Line({ type = 'text', maxLength, inputMode, ...field }: LineProps) {
  return (
    <Labelled {...field}>
      {(control) => (
        <input
          {...control}
          type={type}
          maxLength={maxLength}
          inputMode={inputMode}
          defaultValue={textIn(field.form.values[field.name])}
          autoComplete="off"
        />
      )}
    </Labelled>
  )
}

export function Paragraph({ rows = 3, maxLength, ...field }: FieldProps & { rows?: number; maxLength: number }) {
  return (
    <Labelled {...field}>
      {(control) => <textarea {...control} rows={rows} maxLength={maxLength} defaultValue={textIn(field.form.values[field.name])} />}
    </Labelled>
  )
}

export interface Option {
  value: string
  label: string
}

export function Select({ options, ...field }: FieldProps & { options: Option[] }) {
  const t = useTranslations('filing.form')
  return (
    <Labelled {...field}>
      {(control) => (
        <select {...control} defaultValue={textIn(field.form.values[field.name])}>
          <option value="">{t('choose')}</option>
          {options.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  )
}

/** Several ticks, one tick, or one choice among few. */
export function Choices({ kind, options, ...field }: FieldProps & { kind: 'ticks' | 'tick' | 'radio'; options: Option[] }) {
  const t = useTranslations('filing')
  const help = useId()
  const { name, form, hint } = field
  const wrong = form.problem?.fields[name]
  const chosen = [form.values[name] ?? []].flat()
  return (
    <fieldset className="choice-set" id={fieldId(name)} tabIndex={-1} aria-describedby={hint || wrong ? help : undefined}>
      <legend>
        {t(`fields.${name}`)}
        {field.optional && <span className="optional"> {t('form.optional')}</span>}
      </legend>
      <div id={help}>
        {hint && <p className="hint small">{t(`hints.${hint}`)}</p>}
        {wrong && <p className="wrong">{wrong}</p>}
      </div>
      {options.map(({ value, label }) => (
        <label key={value} className="inline-check">
          <input
            type={kind === 'radio' ? 'radio' : 'checkbox'}
            name={kind === 'ticks' ? `${name}[]` : name}
            value={value}
            defaultChecked={chosen.includes(value)}
          />
          {label}
        </label>
      ))}
    </fieldset>
  )
}

/** A group of fields under a heading. */
export function Section({ title, hint, children }: { title: ReactNode; hint?: ReactNode; children: ReactNode }) {
  return (
    <section className="panel form-section">
      <h2>{title}</h2>
      {hint && <p className="hint">{hint}</p>}
      <div className="form-grid">{children}</div>
    </section>
  )
}
