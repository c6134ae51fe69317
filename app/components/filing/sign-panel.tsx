import { Form, Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Field, type Refused } from '~/components/ui/form'
import type { FilingView } from '~/domain/filing/view'
import { PrintForm } from './print-form'

interface SignPanelProps {
  filing: FilingView
  /** Sentences for what is still missing, by field; null: the form is whole. */
  missing: Record<string, string> | null
  leader: boolean
  problem: Refused | undefined
}

/** A form that is not yet with the offices: go on with it, hand it to the leader, sign it. */
export function SignPanel({ filing, missing, leader, problem }: SignPanelProps) {
  const t = useTranslations('filing.act')
  const letter = filing.state === 'returned' ? filing.events.findLast(({ command }) => command === 'return')?.letter : null
  const asBefore = filing.state === 'returned' && !differs(filing)
  const edit = (
    <Link className={missing || asBefore ? 'button' : 'button quiet'} to={`/filings/${filing.id}/edit`}>
      {t(filing.state === 'returned' ? 'correct' : 'continue')}
    </Link>
  )
  if (missing) {
    return (
      <>
        {letter && <Returned letter={letter} />}
        <p>{t('incomplete', { count: Object.keys(missing).length })}</p>
        {edit}
      </>
    )
  }
  const reported = filing.kind === 'change' && isReport(filing.draft)
  return (
    <>
      {letter && <Returned letter={letter} />}
      {!asBefore && <p>{t('complete')}</p>}
      {filing.readyAt && !leader && <p className="notice-line">{t('asked', { moment: shanghai(filing.readyAt) })}</p>}
      <Form method="post" className="form-actions">
        {asBefore && edit}
        <button className={asBefore ? 'button quiet' : 'button'} type="submit" name="intent" value={leader ? 'submit' : 'askSignature'}>
          {t(leader ? 'sign' : 'ask')}
        </button>
        {!asBefore && edit}
        <PrintForm />
      </Form>
      <p className="hint small">{t(leader ? (reported ? 'signHintReport' : 'signHint') : 'askHint')}</p>
      {!leader && <SignedOnPaper problem={problem} />}
    </>
  )
}

function Returned({ letter }: { letter: string }) {
  const t = useTranslations('filing.form')
  return (
    <div className="notice-line" role="note">
      <strong>{t('returned')}：</strong>
      {letter}
    </div>
  )
}

/** Whether anything was corrected yet; numbers to call are masked in what was submitted. */
function differs({ draft, requested }: FilingView): boolean {
  const told = ([field]: [string, unknown]) => !field.endsWith('Phone')
  const whole = (values: FilingView['draft']) =>
    JSON.stringify(
      Object.entries(values)
        .filter(told)
        .filter(([, value]) => value?.length)
        .sort(),
    )
  return whole(draft) !== whole(requested ?? {})
}

function SignedOnPaper({ problem }: { problem: Refused | undefined }) {
  const t = useTranslations('filing.act')
  return (
    <details open={problem !== undefined}>
      <summary>{t('noLogin')}</summary>
      <p className="hint">{t('noLoginHint')}</p>
      <Form method="post" className="form-actions">
        <Field name="leader" label={t('leaderName')} problem={problem} maxLength={40} required autoComplete="off" />
        <button className="button quiet" type="submit" name="intent" value="submit">
          {t('submitSigned')}
        </button>
      </Form>
    </details>
  )
}

const decided = ['name', 'organiserId', 'certifiedSubject', 'contentClass']

/** A change that nobody decides. */
function isReport(draft: FilingView['draft']): boolean {
  return !decided.some((field) => draft[field])
}

function shanghai(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}
