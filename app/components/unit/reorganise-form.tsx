import { Form, Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Field, FormError, fieldId, type Refused } from '~/components/ui/form'
import { type ReorganisationKind, reorganisationKinds } from '~/domain/unit/reorganisation'
import { Choice, Lines } from './controls'
import type { UnitOption } from './unit-form'

interface ReorganiseFormProps {
  unit: { id: string; name: string }
  kind: ReorganisationKind
  options: UnitOption[]
  /** What was typed so far, and what is wrong with it. */
  typed: Refused
  /** Something was refused. */
  refused: boolean
  /** The preview stands below: it can be carried out, or planned. */
  ready: 'commit' | 'plan' | null
  children: ReactNode
}

/** The plan, its preview inside the same form: previewing is asking (GET), carrying out is sending it (POST). Works without JavaScript. */
export function ReorganiseForm({ unit, kind, options, typed, refused, ready, children }: ReorganiseFormProps) {
  const t = useTranslations('reorganise')
  return (
    <>
      <Kinds id={unit.id} kind={kind} />
      {refused && <FormError problem={typed} />}
      <Form method="get" key={kind}>
        <input type="hidden" name="kind" value={kind} />
        <div className="panel">
          <div className="field-pair">
            <Field name="effectiveOn" label={t('effectiveOn')} hint={t('effectiveHint')} problem={typed} type="date" required />
            <Field name="documentNo" label={t('documentNo')} problem={typed} required maxLength={100} autoComplete="off" />
          </div>
          {kind === 'rename' && <Field name="newName" label={t('newName')} problem={typed} required maxLength={100} autoComplete="off" />}
          {kind === 'split' && <Lines name="parts" label={t('parts')} hint={t('partsHint')} problem={typed} />}
          {kind !== 'rename' && <Find typed={typed} />}
          {(kind === 'merge' || kind === 'abolish') && <Into kind={kind} options={options} typed={typed} />}
          <button className={ready ? 'button quiet' : 'button'} type="submit">
            {t(ready ? 'preview' : 'next')}
          </button>
        </div>
        {children}
        {ready && (
          <div className="form-actions">
            <button className="button" type="submit" formMethod="post">
              {t(ready)}
            </button>
            <Link className="button quiet" to={`/units/${unit.id}`}>
              {t('back')}
            </Link>
          </div>
        )}
      </Form>
    </>
  )
}

function Kinds({ id, kind }: { id: string; kind: ReorganisationKind }) {
  const t = useTranslations('reorganise')
  return (
    <nav aria-label={t('kind')}>
      <ul className="tabs">
        {reorganisationKinds.map((key) => (
          <li key={key}>
            <Link className="tab" to={`/units/${id}/reorganise?kind=${key}`} aria-current={key === kind ? 'page' : undefined}>
              {t(`kinds.${key}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Find({ typed }: { typed: Refused }) {
  const t = useTranslations('unitForm')
  const q = typed.values.unitQuery
  return (
    <div className="find">
      <div className="field">
        <label htmlFor={fieldId('unitQuery')}>{t('findUnit')}</label>
        <input id={fieldId('unitQuery')} name="unitQuery" type="search" maxLength={100} defaultValue={typeof q === 'string' ? q : ''} />
      </div>
      <button className="button quiet" type="submit" name="intent" value="find" formNoValidate>
        {t('find')}
      </button>
    </div>
  )
}

function Into({ kind, options, typed }: { kind: 'merge' | 'abolish'; options: UnitOption[]; typed: Refused }) {
  const t = useTranslations('reorganise')
  return (
    <Choice name="intoId" label={t(`into.${kind}`)} problem={typed} required={kind === 'merge'} value="">
      <option value="">{t('choose')}</option>
      {options.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Choice>
  )
}
