import type { RefObject } from 'react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useHydrated } from '~/components/ui/hydrated'
import { contentClasses } from '~/domain/account/account'
import { interactions } from '~/domain/filing/requests'
import { isAppPlatform } from '~/domain/filing/upward'
import { Choices, type Filled, Line, type Option, Paragraph, Section, Select, textIn } from './fields'
import { type NameCheck, NameCheckPanel } from './name-check'

interface OpeningFieldsProps {
  form: Filled
  element: RefObject<HTMLFormElement | null>
  unitId: string
  filingId: string
  platforms: Option[]
  check: NameCheck | null
}

/** What a unit says when it wants to open an account. */
export function OpeningFields({ form, element, unitId, filingId, platforms, check }: OpeningFieldsProps) {
  const t = useTranslations('filing')
  const word = useTranslations('word.contentClass')
  const kept = textIn(form.values.platformCode)
  const [platform, setPlatform] = useState(kept)
  const app = isAppPlatform(useHydrated() ? platform : kept)
  const asked = { name: textIn(form.values.name), platformCode: kept }
  return (
    <>
      <div onChange={(event) => platformChosen(event.target, setPlatform)}>
        <Section title={t('form.sections.account')}>
          <Select name="platformCode" form={form} options={platforms} />
          <Line name="name" form={form} hint="name" maxLength={60} />
          <div className="wide-field">
            <button className="button quiet no-script" type="submit" name="intent" value="check">
              {t('form.check')}
            </button>
            <NameCheckPanel form={element} unitId={unitId} filingId={filingId} found={check} asked={asked} />
          </div>
          <Select
            name="contentClass"
            form={form}
            hint="contentClass"
            options={contentClasses.map((key) => ({ value: key, label: word(key) }))}
          />
          {app && <Line name="appFilingNo" form={form} hint="appFilingNo" maxLength={60} optional />}
          <div className="wide-field">
            <Paragraph name="purpose" form={form} hint="purpose" maxLength={500} />
          </div>
          <div className="wide-field">
            <Choices
              kind="ticks"
              name="interactions"
              form={form}
              hint="interactions"
              options={interactions.map((key) => ({ value: key, label: t(`choices.interactions.${key}`) }))}
            />
          </div>
        </Section>
      </div>
      <Section title={t('form.sections.people')}>
        <Line name="leader" form={form} maxLength={40} />
        <Line name="leaderPhone" form={form} hint="leaderPhone" maxLength={20} inputMode="tel" />
        <Line name="editor" form={form} hint="editor" maxLength={40} />
        <Line name="editorPhone" form={form} maxLength={20} inputMode="tel" />
        <Line name="reviewers" form={form} hint="reviewers" maxLength={200} optional />
      </Section>
      <Section title={t('form.sections.operation')}>
        <OperatorFields form={form} />
        <div className="wide-field">
          <Paragraph name="plan" form={form} hint="plan" maxLength={2000} rows={4} optional />
        </div>
      </Section>
      <Section title={t('form.sections.commitment')}>
        <div className="wide-field">
          <Choices
            kind="tick"
            name="commitment"
            form={form}
            hint="commitment"
            options={[{ value: 'yes', label: t('choices.commitment') }]}
          />
        </div>
      </Section>
      <Section title={t('form.sections.exception')} hint={t('form.sections.exceptionHint')}>
        <div className="wide-field">
          <Paragraph name="exceptionReason" form={form} hint="exceptionReason" maxLength={500} rows={2} optional />
        </div>
        <Line name="exceptionDocumentNo" form={form} maxLength={100} optional />
        <Line name="exceptionEndsOn" form={form} hint="exceptionEndsOn" type="date" optional />
      </Section>
    </>
  )
}

function platformChosen(target: EventTarget, choose: (code: string) => void): void {
  if (target instanceof HTMLSelectElement && target.name === 'platformCode') choose(target.value)
}

/** How the account is run; of a change too. */
export function OperatorFields({ form }: { form: Filled }) {
  const t = useTranslations('filing')
  return (
    <>
      <Choices
        kind="radio"
        name="operatorKind"
        form={form}
        options={(['self', 'outsourced'] as const).map((key) => ({ value: key, label: t(`choices.operatorKind.${key}`) }))}
      />
      <Line name="operatorOrg" form={form} hint="operatorOrg" maxLength={100} optional />
      <Line name="contractEndsOn" form={form} type="date" optional />
    </>
  )
}
