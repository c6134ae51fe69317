import { Form, Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Field, fieldId, type Refused } from '~/components/ui/form'
import { decidedFields } from '~/domain/filing/requests'
import type { FilingView, StepView } from '~/domain/filing/view'

export interface Colleague {
  id: string
  name: string
  deputy: string | null
}

interface DecidePanelProps {
  filing: FilingView
  step: StepView
  me: string
  colleagues: Colleague[]
  problem: Refused | undefined
}

/** What an office does with a filing whose turn it is: take it up, pass it, send it back, refuse it. */
export function DecidePanel({ filing, step, me, colleagues, problem }: DecidePanelProps) {
  const t = useTranslations('filing.act')
  const top = step.office === filing.unit.name
  return (
    <>
      <TakeUp filing={filing} step={step} me={me} colleagues={colleagues} />
      <Form method="post" className="decide-form">
        {(step.act === 'record' || top) && (
          <Field
            name="reference"
            label={t(step.act === 'record' ? 'reference' : 'referenceTop')}
            problem={problem}
            maxLength={100}
            autoComplete="off"
          />
        )}
        {filing.exception?.state === 'requested' && step.act === 'decide' && (
          <Field name="approver" label={t('approver')} problem={problem} maxLength={60} autoComplete="off" />
        )}
        <Note problem={problem} />
        <div className="form-actions">
          <button className="button" type="submit" name="intent" value="pass">
            {t(`pass.${step.act === 'inform' ? 'review' : step.act}`)}
          </button>
          <Link className="button quiet" to={`/filings/${filing.id}/return`}>
            {t('return')}
          </Link>
          <Link className="button quiet danger-link" to={`/filings/${filing.id}/reject`}>
            {t('reject')}
          </Link>
        </div>
        <p className="hint small">{t(`passHint.${hintOf(filing, step)}`)}</p>
      </Form>
    </>
  )
}

function hintOf({ kind, requested }: FilingView, { act }: StepView) {
  if (act === 'record' || act === 'review') return act
  if (kind === 'open') return 'decideOpen'
  const announced = requested !== null && (requested.name !== undefined || requested.organiserId !== undefined)
  return kind === 'change' && !announced && decidedFields.some((field) => requested?.[field] !== undefined) ? 'decideChange' : 'decide'
}

export function Note({ problem, name = 'note' }: { problem: Refused | undefined; name?: 'note' }) {
  const t = useTranslations('filing.act')
  const typed = problem?.values[name]
  return (
    <div className="field">
      <label htmlFor={fieldId(name)}>
        {t('note')} <span className="optional">{t('noteHint')}</span>
      </label>
      <textarea id={fieldId(name)} name={name} rows={2} maxLength={2000} defaultValue={typeof typed === 'string' ? typed : ''} />
    </div>
  )
}

function TakeUp({ filing, step, me, colleagues }: Omit<DecidePanelProps, 'problem'>) {
  const t = useTranslations('filing.act')
  const others = colleagues.filter(({ id }) => id !== step.assigneeId)
  const mine = step.assigneeId === me
  return (
    <div className="take-up">
      {step.assignee && <p>{t('takenUp', { name: step.assignee })}</p>}
      {!mine && (
        <Form method="post">
          <button className="button quiet" type="submit" name="intent" value="takeUp">
            {t(filing.state === 'submitted' || !step.assigneeId ? 'takeUp' : 'toMe')}
          </button>{' '}
          {!step.assigneeId && <span className="hint small">{t('takeUpHint')}</span>}
        </Form>
      )}
      {others.some(({ id }) => id !== me) && (
        <Form method="post" className="assign">
          <label htmlFor={fieldId('assigneeId')}>{t('assignTo')}</label>
          <select id={fieldId('assigneeId')} name="assigneeId" required defaultValue="">
            <option value="">—</option>
            {others
              .filter(({ id }) => id !== me)
              .map(({ id, name, deputy }) => (
                <option key={id} value={id}>
                  {name}
                  {deputy && t('deputy', { name: deputy })}
                </option>
              ))}
          </select>
          <button className="button quiet" type="submit" name="intent" value="takeUp">
            {t('assign')}
          </button>
        </Form>
      )}
    </div>
  )
}
