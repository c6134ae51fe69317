import { useTranslations } from 'use-intl'
import { fieldId } from '~/components/ui/form'
import { type Filled, textIn } from './fields'

export interface Found {
  id: string
  name: string
  note: string | null
}

interface TargetChoiceProps {
  name: 'organiserId' | 'targetAccountId'
  form: Filled
  /** What the search of the same form found; null: nobody searched. */
  found: Found[] | null
  /** What was chosen before. */
  chosen: Found | null
  optional?: boolean
}

/** A unit or an account found by name. The search is a button of the same form, so that it works without JavaScript and nothing typed is lost. */
export function TargetChoice({ name, form, found, chosen, optional }: TargetChoiceProps) {
  const t = useTranslations('filing')
  const wrong = form.problem?.fields[name]
  const q = textIn(form.problem?.values.findQuery)
  const value = textIn(form.values[name]) || chosen?.id
  const listed = [...(chosen ? [chosen] : []), ...(found ?? []).filter(({ id }) => id !== chosen?.id)]
  return (
    <fieldset className="place wide-field" id={fieldId(name)} tabIndex={-1}>
      <legend>
        {t(`fields.${name}`)}
        {optional && <span className="optional"> {t('form.optional')}</span>}
      </legend>
      <p className="hint small">{t(`hints.${name}`)}</p>
      {wrong && <p className="wrong">{wrong}</p>}
      <div className="target-list">
        {optional && <Radio name={name} one={{ id: '', name: t('form.same'), note: null }} chosen={!value} />}
        {listed.map((one) => (
          <Radio key={one.id} name={name} one={one} chosen={one.id === value} />
        ))}
      </div>
      <div className="find">
        <div className="field">
          <label htmlFor={fieldId('findQuery')}>{t(name === 'organiserId' ? 'start.findUnit' : 'start.findAccount')}</label>
          <input id={fieldId('findQuery')} name="findQuery" type="search" maxLength={100} defaultValue={q} />
        </div>
        <button className="button quiet" type="submit" name="intent" value="find">
          {t('form.find')}
        </button>
      </div>
      {found?.length === 0 && (
        <p className="hint" role="status">
          {t('start.foundNone', { q })}
        </p>
      )}
    </fieldset>
  )
}

function Radio({ name, one, chosen }: { name: string; one: Found; chosen: boolean }) {
  return (
    <label className="check">
      <input type="radio" name={name} value={one.id} defaultChecked={chosen} />
      <span>
        {one.name} {one.note && <span className="hint small">{one.note}</span>}
      </span>
    </label>
  )
}
