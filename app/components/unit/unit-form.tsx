import { Form, Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Field, FormError, fieldId, type Refused } from '~/components/ui/form'
import { unitKinds } from '~/domain/unit/claim'
import { tiers } from '~/domain/unit/tier'
import { Choice, Lines } from './controls'

export interface UnitOption {
  id: string
  name: string
}

/** What a form with a choice of units gives back. */
export interface UnitFormAnswer extends Refused {
  /** Only looked for units; nothing was refused. */
  found: number | null
}

export interface UnitFormParts {
  id: string
  name: string
  kind: string
  uscc: string | null
  aliases: string[]
  parentId: string | null
  supervisingUnitId: string | null
}

/** Entering a unit, or changing one. The units to choose from are looked for by a button of the same form: it works without JavaScript. */
export function UnitForm(props: {
  unit?: UnitFormParts
  options: UnitOption[]
  answer: UnitFormAnswer | undefined
  mayStandAlone: boolean
}) {
  const t = useTranslations('unitForm')
  const { unit, options, answer, mayStandAlone } = props
  const only = answer?.found === null ? answer : undefined
  return (
    <div className="panel narrow-panel">
      <FormError problem={only} />
      <Form method="post">
        <Field name="name" label={t('name')} hint={t('nameHint')} problem={answer} defaultValue={unit?.name} required maxLength={100} />
        <div className="field-pair">
          <Kinds answer={answer} kind={unit?.kind} />
          {!unit && <Tiers answer={answer} />}
          {!unit && (
            <Field
              name="divisionCode"
              label={t('divisionCode')}
              hint={t('divisionHint')}
              problem={answer}
              required
              inputMode="numeric"
              maxLength={20}
            />
          )}
        </div>
        <Field name="uscc" label={t('uscc')} problem={answer} defaultValue={unit?.uscc ?? ''} maxLength={40} autoComplete="off" />
        <Search answer={answer} />
        <Units name="parentId" label={t('parent')} {...{ answer, options, mayStandAlone }} value={unit?.parentId} />
        <Units name="supervisingUnitId" label={t('supervising')} {...{ answer, options, mayStandAlone }} value={unit?.supervisingUnitId} />
        <Lines name="aliases" label={t('aliases')} hint={t('aliasesHint')} problem={answer} value={unit?.aliases.join('\n')} />
        <div className="form-actions">
          <button className="button" type="submit">
            {t(unit ? 'submitEdit' : 'submitNew')}
          </button>
          <Link className="button quiet" to={unit ? `/units/${unit.id}` : '/units'}>
            {t('cancel')}
          </Link>
        </div>
      </Form>
    </div>
  )
}

function Kinds({ answer, kind }: { answer: Refused | undefined; kind: string | undefined }) {
  const t = useTranslations('unitForm')
  const words = useTranslations('units.kinds')
  return (
    <Choice name="kind" label={t('kind')} problem={answer} value={kind ?? ''} required>
      <option value="">{t('choose')}</option>
      {unitKinds.map((key) => (
        <option key={key} value={key}>
          {words(key)}
        </option>
      ))}
    </Choice>
  )
}

function Tiers({ answer }: { answer: Refused | undefined }) {
  const t = useTranslations('unitForm')
  const words = useTranslations('word.tier')
  return (
    <Choice name="tier" label={t('tier')} problem={answer} value="" required>
      <option value="">{t('choose')}</option>
      {tiers.map((key) => (
        <option key={key} value={key}>
          {words(key)}
        </option>
      ))}
    </Choice>
  )
}

/** Looks for more units than the choices hold. */
export function Search({ answer }: { answer: UnitFormAnswer | undefined }) {
  const t = useTranslations('unitForm')
  const sent = answer?.values.unitQuery
  const q = typeof sent === 'string' ? sent : ''
  return (
    <div className="find">
      <div className="field">
        <label htmlFor={fieldId('unitQuery')}>{t('findUnit')}</label>
        <input id={fieldId('unitQuery')} name="unitQuery" type="search" maxLength={100} defaultValue={q} />
      </div>
      <button className="button quiet" type="submit" name="intent" value="find" formNoValidate>
        {t('find')}
      </button>
      {answer && answer.found !== null && (
        <p className="hint" role="status">
          {answer.found > 0 ? t('found', { count: String(answer.found) }) : t('foundNone', { q })}
        </p>
      )}
    </div>
  )
}

interface UnitsProps {
  name: string
  label: string
  answer: Refused | undefined
  options: UnitOption[]
  value: string | null | undefined
  mayStandAlone: boolean
}

function Units({ name, label, answer, options, value, mayStandAlone }: UnitsProps) {
  const t = useTranslations('unitForm')
  const top = useTranslations('unit')
  return (
    <Choice name={name} label={label} problem={answer} value={value ?? ''} required={!mayStandAlone}>
      <option value="">{mayStandAlone ? top('top') : t('choose')}</option>
      {options.map((option) => (
        <option key={option.id} value={option.id}>
          {option.name}
        </option>
      ))}
    </Choice>
  )
}
