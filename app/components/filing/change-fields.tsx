import { useTranslations } from 'use-intl'
import { contentClasses } from '~/domain/account/account'
import { interactions } from '~/domain/filing/requests'
import { Choices, type Filled, Line, Paragraph, Section, Select, textIn } from './fields'
import { OperatorFields } from './opening-fields'
import { type Found, TargetChoice } from './target-choice'

interface ChangeFieldsProps {
  form: Filled
  /** The record as it stands; name and number of the contact masked. */
  record: Record<string, string | string[] | null>
  found: Found[] | null
  organiser: Found | null
}

/** What is to be different: what is decided first, and what is in force at once. The form starts from the record. */
export function ChangeFields({ form, record, found, organiser }: ChangeFieldsProps) {
  const t = useTranslations('filing')
  const word = useTranslations('word.contentClass')
  const now = (field: string) => {
    const value = record[field]
    return typeof value === 'string' && value ? t('form.now', { value }) : t('form.nowNone')
  }
  const hidden = (field: string) => `${now(field)}；${t('form.unchanged')}。`
  return (
    <>
      <Section title={t('form.sections.why')}>
        <div className="wide-field">
          <Paragraph name="reason" form={form} hint="reason" maxLength={500} rows={2} />
        </div>
        <Line name="changedOn" form={form} hint="changedOn" type="date" optional />
      </Section>
      <Section title={t('form.sections.decided')} hint={t('form.sections.decidedHint')}>
        <Line name="name" form={form} now={now('name')} maxLength={60} />
        <Line name="certifiedSubject" form={form} now={now('certifiedSubject')} hint="certifiedSubject" maxLength={100} />
        <Select
          name="contentClass"
          form={form}
          now={classNow(record.contentClass, word, t)}
          options={contentClasses.map((key) => ({ value: key, label: word(key) }))}
        />
        <TargetChoice name="organiserId" form={form} found={found} chosen={organiser} optional />
      </Section>
      <Section title={t('form.sections.reported')} hint={t('form.sections.reportedHint')}>
        <Line name="url" form={form} now={now('url')} maxLength={2000} inputMode="url" />
        <Line name="leader" form={form} now={now('leader')} maxLength={40} />
        <Line name="contactName" form={form} now={hidden('contactName')} maxLength={40} />
        <Line name="contactPhone" form={form} now={hidden('contactPhone')} maxLength={20} inputMode="tel" />
        <div className="wide-field">
          <Paragraph name="purpose" form={form} maxLength={500} />
        </div>
        <div className="wide-field">
          <Choices
            kind="ticks"
            name="interactions"
            form={form}
            options={interactions.map((key) => ({ value: key, label: t(`choices.interactions.${key}`) }))}
          />
        </div>
        <OperatorFields form={form} />
      </Section>
    </>
  )
}

function classNow(
  value: string | string[] | null | undefined,
  word: ReturnType<typeof useTranslations<'word.contentClass'>>,
  t: ReturnType<typeof useTranslations<'filing'>>,
): string {
  const known = contentClasses.find((key) => key === textIn(value))
  return known ? t('form.now', { value: word(known) }) : t('form.nowNone')
}
