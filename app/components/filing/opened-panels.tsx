import { Form, Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Field, fieldId, type Refused } from '~/components/ui/form'
import { type Purpose, proofsToComplete } from '~/domain/filing/attachment'
import type { FilingView } from '~/domain/filing/view'
import { FileField } from './attach-form'

interface PanelProps {
  filing: FilingView
  today: string
  problem: Refused | undefined
}

function count({ attachments }: FilingView, purpose: Purpose): number {
  return attachments.filter((file) => file.purpose === purpose).length
}

/** What the unit returns after it has opened the account, with its screenshot, in one form. */
export function ReportOpened({ filing, today, problem }: PanelProps) {
  const t = useTranslations('filing')
  const subject = filing.evidence?.certifiedSubject
  const before = (name: string) => {
    const value = filing.evidence?.[name]
    return typeof value === 'string' ? value : ''
  }
  return (
    <>
      <h3>{t('act.reportOpened')}</h3>
      <p className="hint">{t('act.reportOpenedHint')}</p>
      {filing.evidenceReturned && <p className="notice-line">{t('act.evidenceReturned', { letter: filing.evidenceReturned })}</p>}
      <Form method="post" encType="multipart/form-data" className="form-grid">
        <input type="hidden" name="intent" value="reportOpened" />
        <Field
          name="platformAccountId"
          label={t('page.evidenceFields.platformAccountId')}
          problem={problem}
          required
          maxLength={100}
          autoComplete="off"
          defaultValue={before('platformAccountId')}
        />
        <Field
          name="url"
          label={t('page.evidenceFields.url')}
          problem={problem}
          maxLength={2000}
          inputMode="url"
          defaultValue={before('url')}
        />
        <Field
          name="certifiedSubject"
          label={t('page.evidenceFields.certifiedSubject')}
          hint={t('hints.certifiedSubject')}
          problem={problem}
          required
          maxLength={100}
          defaultValue={typeof subject === 'string' ? subject : filing.unit.name}
        />
        <Field
          name="openedOn"
          label={t('page.evidenceFields.openedOn')}
          hint={t('act.reportOpenedEarly')}
          problem={problem}
          type="date"
          required
          max={today}
          defaultValue={before('openedOn')}
        />
        <FileField problem={problem} label={t('act.screenshot')} there={count(filing, 'screenshot')} />
        <Field name="provenOn" label={t('act.screenshotOn')} problem={problem} type="date" max={today} defaultValue={today} />
        <div className="form-actions">
          <button className="button" type="submit">
            {t('act.submitEvidence')}
          </button>
        </div>
      </Form>
    </>
  )
}

/** The unit has told the public; its proof comes along. */
export function Announce({ filing, today, problem }: PanelProps) {
  const t = useTranslations('filing.act')
  return (
    <>
      <h3>{t('announce')}</h3>
      <p className="hint">{t('announceHint')}</p>
      <Form method="post" encType="multipart/form-data" className="form-grid">
        <input type="hidden" name="intent" value="announce" />
        <Field name="announcedOn" label={t('announcedOn')} problem={problem} type="date" required max={today} />
        <FileField problem={problem} label={t('announcement')} there={count(filing, 'announcement')} />
        <div className="form-actions">
          <button className="button" type="submit">
            {t('submitAnnounce')}
          </button>
        </div>
      </Form>
    </>
  )
}

/** What must be there before a filing is closed, and what is there already. */
export function Proofs({ filing }: { filing: FilingView }) {
  const t = useTranslations('filing')
  const wanted = proofsOf(filing)
  if (wanted.length === 0) return null
  return (
    <>
      <p>{t('act.proofs')}</p>
      <ul className="proofs">
        {wanted.map((purpose) => (
          <li key={purpose} className={count(filing, purpose) > 0 ? 'check-good' : 'check-open'}>
            {t(`files.purposes.${purpose}`)}：{t(count(filing, purpose) > 0 ? 'act.proofThere' : 'act.proofMissing')}
          </li>
        ))}
      </ul>
    </>
  )
}

function proofsOf({ kind, requested }: FilingView): Purpose[] {
  const asked = requested ?? {}
  const announced = kind === 'change' && (asked.name !== undefined || asked.organiserId !== undefined)
  return proofsToComplete(kind, { announced, accessLost: asked.accessLost === 'yes' })
}

/** The office that decided confirms that it has happened, once everything is there. */
export function Complete({ filing, today, problem }: PanelProps) {
  const t = useTranslations('filing.act')
  const running = filing.announcedUntil !== null && today <= filing.announcedUntil
  if (running || proofsOf(filing).some((purpose) => count(filing, purpose) === 0)) {
    return (
      <>
        <Proofs filing={filing} />
        <p className="hint">{t('notYet')}</p>
      </>
    )
  }
  const lost = filing.kind === 'cancel' && filing.requested?.accessLost === 'yes'
  const typed = problem?.values.record
  return (
    <>
      <p className="hint">{t(`closeHint.${filing.kind}`)}</p>
      <Proofs filing={filing} />
      <Form method="post">
        {lost && (
          <div className="field">
            <label htmlFor={fieldId('record')}>{t('record')}</label>
            <p className="hint small">{t('recordHint')}</p>
            <textarea
              id={fieldId('record')}
              name="record"
              rows={3}
              maxLength={2000}
              defaultValue={typeof typed === 'string' ? typed : ''}
            />
          </div>
        )}
        <Field name="note" label={t('closeNote')} problem={problem} maxLength={500} autoComplete="off" />
        <div className="form-actions">
          <button className="button" type="submit" name="intent" value="complete">
            {t(`close.${filing.kind}`)}
          </button>
          {filing.may.returnEvidence && (
            <Link className="button quiet" to={`/filings/${filing.id}/evidence`}>
              {t('returnEvidence')}
            </Link>
          )}
        </div>
      </Form>
    </>
  )
}
