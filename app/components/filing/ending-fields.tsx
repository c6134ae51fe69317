import { useTranslations } from 'use-intl'
import { Choices, type Filled, Line, Paragraph, Section } from './fields'
import { type Found, TargetChoice } from './target-choice'

export function ShutdownFields({ form }: { form: Filled }) {
  const t = useTranslations('filing.form.sections')
  return (
    <Section title={t('ending')}>
      <Reason form={form} />
      <div className="wide-field">
        <Line name="successor" form={form} hint="successor" maxLength={200} />
      </div>
      <div className="wide-field">
        <Line name="decision" form={form} hint="decision" maxLength={200} />
      </div>
    </Section>
  )
}

export function CancelFields({ form }: { form: Filled }) {
  const t = useTranslations('filing')
  const filled = { ...form, values: { ...form.values, accessLost: form.values.accessLost ?? 'no' } }
  return (
    <Section title={t('form.sections.cancelling')}>
      <Reason form={form} />
      <div className="wide-field">
        <Choices
          kind="radio"
          name="accessLost"
          form={filled}
          options={(['no', 'yes'] as const).map((key) => ({ value: key, label: t(`choices.accessLost.${key}`) }))}
        />
      </div>
      <div className="wide-field">
        <Paragraph name="accessLostHow" form={form} hint="accessLostHow" maxLength={500} optional />
      </div>
    </Section>
  )
}

export function MergeFields({ form, found, target }: { form: Filled; found: Found[] | null; target: Found | null }) {
  const t = useTranslations('filing.form.sections')
  return (
    <Section title={t('merging')}>
      <Reason form={form} />
      <TargetChoice name="targetAccountId" form={form} found={found} chosen={target} />
      <div className="wide-field">
        <Paragraph name="followers" form={form} hint="followers" maxLength={500} />
      </div>
    </Section>
  )
}

function Reason({ form }: { form: Filled }) {
  return (
    <div className="wide-field">
      <Paragraph name="reason" form={form} hint="reason" maxLength={500} rows={2} />
    </div>
  )
}
