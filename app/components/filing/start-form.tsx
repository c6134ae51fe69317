import { Form, Link } from '@remix-run/react'
import { type RefObject, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { FormError, fieldId, type Refused } from '~/components/ui/form'
import type { FilingKind } from '~/domain/filing/filing'
import type { Option } from './fields'
import { type NameCheck, NameCheckPanel } from './name-check'

const nothingAsked = { name: '', platformCode: '' }
const unchecked: NameCheck | null = null

/** Who wants to open what, and whether there is room for it; then the form begins. */
export function StartOpening(props: { unit: { id: string; name: string }; platforms: Option[]; problem: Refused | undefined }) {
  const t = useTranslations('filing')
  const form = useRef<HTMLFormElement>(null)
  const typed = props.problem?.values.platformCode
  return (
    <Form method="post" ref={form}>
      <FormError problem={props.problem} />
      <input type="hidden" name="kind" value="open" />
      <input type="hidden" name="unitId" value={props.unit.id} />
      <p className="chosen">
        {t('start.unit')}：<strong>{props.unit.name}</strong>
      </p>
      <div className="field">
        <label htmlFor={fieldId('platformCode')}>{t('start.platform')}</label>
        <select
          id={fieldId('platformCode')}
          name="platformCode"
          required
          defaultValue={typeof typed === 'string' ? typed : ''}
          aria-invalid={props.problem?.fields.platformCode ? true : undefined}
        >
          <option value="">{t('start.choosePlatform')}</option>
          {props.platforms.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <PlatformCheck form={form} unitId={props.unit.id} />
      <Begin />
    </Form>
  )
}

function PlatformCheck({ form, unitId }: { form: RefObject<HTMLFormElement | null>; unitId: string }) {
  return <NameCheckPanel form={form} unitId={unitId} found={unchecked} asked={nothingAsked} />
}

interface StartEndingProps {
  kind: Exclude<FilingKind, 'open'>
  account: { id: string; name: string; unit: string; platform: string; standing: string }
  accessLost: boolean
  problem: Refused | undefined
}

/** The account that is changed, shut, cancelled or merged; then the form begins. */
export function StartWithAccount({ kind, account, accessLost, problem }: StartEndingProps) {
  const t = useTranslations('filing.start')
  return (
    <Form method="post">
      <FormError problem={problem} />
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="accountId" value={account.id} />
      <p className="chosen">
        {t('account')}：
        <strong>
          <Link to={`/accounts/${account.id}`}>{account.name}</Link>
        </strong>
        <br />
        <span className="hint">
          {account.platform} · {account.unit} · {t('standing', { standing: account.standing })}
        </span>
      </p>
      {kind === 'cancel' && (
        <label className="inline-check">
          <input type="checkbox" name="accessLost" value="yes" defaultChecked={accessLost} />
          {t('accessLost')}
        </label>
      )}
      <Begin />
    </Form>
  )
}

function Begin() {
  const t = useTranslations('filing.start')
  return (
    <div className="form-actions">
      <button className="button" type="submit">
        {t('submit')}
      </button>
      <Link className="button quiet" to="/filings/new">
        {t('otherKind')}
      </Link>
    </div>
  )
}
