import { useTranslations } from 'use-intl'
import { fieldId, type Refused } from '~/components/ui/form'

export interface FoundUnit {
  id: string
  name: string
}

interface UnitChoiceProps {
  /** What was typed and what is wrong with it. */
  problem: Refused | undefined
  /** What the search of the same form found; null: nobody searched. */
  found: FoundUnit[] | null
  /** Where the person is now; absent for somebody new. */
  current?: { id: string | null; name: string | null }
}

/** The unit of a person: one among few, found by name. The search is a button of the same form, so that it works without JavaScript and nothing typed is lost. */
export function UnitChoice({ problem, found, current }: UnitChoiceProps) {
  const t = useTranslations('newPerson')
  const q = textOf(problem?.values.unitQuery)
  const chosen = textOf(problem?.values.place) || (current && (current.id ?? 'all'))
  const wrong = problem?.fields.place
  const units = [...(current?.id ? [{ id: current.id, name: `${current.name}${t('current')}` }] : []), ...(found ?? [])]
  const listed = units.filter((unit, i) => units.findIndex(({ id }) => id === unit.id) === i)
  return (
    <fieldset className="place" id={fieldId('place')} tabIndex={-1} aria-describedby="place-hint">
      <legend>{t('place')}</legend>
      <p className="hint" id="place-hint">
        {t('placeHint')}
      </p>
      {wrong && <p className="wrong">{wrong}</p>}
      <div className="find">
        <div className="field">
          <label htmlFor={fieldId('unitQuery')}>{t('findUnit')}</label>
          <input id={fieldId('unitQuery')} name="unitQuery" type="search" maxLength={100} defaultValue={q} />
        </div>
        <button className="button quiet" type="submit" name="intent" value="find" formNoValidate>
          {t('find')}
        </button>
      </div>
      {found && q && (found.length === 0 || found.length === 50) && (
        <p className="hint" role="status">
          {t(found.length === 0 ? 'foundNone' : 'foundMany', { q })}
        </p>
      )}
      {listed.map(({ id, name }) => (
        <Radio key={id} value={id} label={name} chosen={chosen} />
      ))}
      <Radio value="all" label={t('whole')} chosen={chosen} />
    </fieldset>
  )
}

function Radio({ value, label, chosen }: { value: string; label: string; chosen: string | undefined }) {
  return (
    <label className="check">
      <input type="radio" name="place" value={value} defaultChecked={value === chosen} required />
      {label}
    </label>
  )
}

function textOf(value: string | string[] | undefined): string {
  return typeof value === 'string' ? value : ''
}
