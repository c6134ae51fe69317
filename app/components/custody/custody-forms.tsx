import { useTranslations } from 'use-intl'
import { EntryForm } from '~/components/account/entry-form'
import { Field, type Refused } from '~/components/ui/form'
import { Choice, Lines } from '~/components/unit/controls'
import { proofWays } from '~/domain/account/custody'
import type { CustodyParts } from './custody-facts'

export type CustodyIntent = 'save' | 'prove' | 'handOver' | 'lost' | 'tick'

interface FormProps {
  custody: CustodyParts | null
  today: string
  /** What was refused, of the form it belongs to. */
  problemOf(intent: CustodyIntent): Refused | undefined
}

/** Entering who holds the account. The phone is never filled in: nobody sees it whole while writing. */
export function SaveForm({ custody, problemOf }: FormProps) {
  const t = useTranslations('custody')
  const problem = problemOf('save')
  const optional = ` (${t('optional')})`
  return (
    <EntryForm
      title={t('save.title')}
      hint={t('noSecret')}
      submit={t('save.submit')}
      intent="save"
      problem={problem}
      open={custody === null}
    >
      <Field name="holder" label={t('fields.holder')} problem={problem} defaultValue={custody?.holder} required maxLength={40} />
      <Field name="post" label={t('fields.post') + optional} problem={problem} defaultValue={custody?.post ?? ''} maxLength={60} />
      <Field
        {...{ name: 'phone', label: t('fields.phone') + optional, problem, type: 'tel', maxLength: 20, autoComplete: 'off' }}
        hint={custody?.phone ? t('keepPhone') : undefined}
      />
      <Field
        name="phoneOwner"
        label={t('fields.phoneOwner') + optional}
        problem={problem}
        defaultValue={custody?.phoneOwner ?? ''}
        maxLength={40}
      />
      <Field name="deputy" label={t('fields.deputy') + optional} problem={problem} defaultValue={custody?.deputy ?? ''} maxLength={40} />
    </EntryForm>
  )
}

export function ProveForm({ custody, today, problemOf }: FormProps) {
  const t = useTranslations('custody')
  const problem = problemOf('prove')
  return (
    <EntryForm title={t('prove.title')} hint={t('prove.hint')} submit={t('prove.submit')} intent="prove" problem={problem}>
      <Field name="day" label={t('prove.day')} problem={problem} type="date" defaultValue={today} required />
      <Choice name="way" label={t('prove.way')} problem={problem} value="signIn" required>
        {proofWays.map((way) => (
          <option key={way} value={way}>
            {t(`ways.${way}`)}
          </option>
        ))}
      </Choice>
      <Field name="by" label={t('prove.by')} problem={problem} defaultValue={custody?.holder} required maxLength={40} />
    </EntryForm>
  )
}

export function HandOverForm({ custody, today, problemOf }: FormProps) {
  const t = useTranslations('custody')
  const problem = problemOf('handOver')
  const optional = ` (${t('optional')})`
  return (
    <EntryForm title={t('handOver.title')} hint={t('handOver.hint')} submit={t('handOver.submit')} intent="handOver" problem={problem}>
      <Field name="fromName" label={t('handOver.from')} problem={problem} defaultValue={custody?.holder} required maxLength={40} />
      <Field name="toName" label={t('handOver.to')} problem={problem} required maxLength={40} />
      <Field name="handedOn" label={t('handOver.day')} problem={problem} type="date" defaultValue={today} required />
      <Lines name="what" label={t('handOver.what')} hint={t('handOver.whatHint')} problem={problem} required maxLength={1000} />
      <Field name="phone" label={t('handOver.phone') + optional} problem={problem} type="tel" maxLength={20} autoComplete="off" />
      <Field name="phoneOwner" label={t('handOver.phoneOwner') + optional} problem={problem} maxLength={40} />
    </EntryForm>
  )
}

export function LostForm({ today, problemOf }: FormProps) {
  const t = useTranslations('custody')
  const problem = problemOf('lost')
  return (
    <EntryForm title={t('lost.title')} hint={t('lost.hint')} submit={t('lost.submit')} intent="lost" problem={problem}>
      <Field name="lostOn" label={t('lost.day')} problem={problem} type="date" defaultValue={today} required />
      <Lines name="how" label={t('lost.how')} problem={problem} required maxLength={500} />
    </EntryForm>
  )
}
