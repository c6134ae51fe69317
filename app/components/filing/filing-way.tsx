import { useTranslations } from 'use-intl'
import { Moment } from '~/components/ui/figures'
import type { Day } from '~/domain/calendar/day'
import type { FilingView, StepView } from '~/domain/filing/view'
import { CertaintyNote, DueMark } from './due-mark'

/** The way of a filing: the leader's signature, then the offices in their order. */
export function FilingWay({ filing, today }: { filing: FilingView; today: Day }) {
  const t = useTranslations('filing.page')
  const steps = filing.steps.map((step, at) => ({ ...step, key: `${at} ${step.office}` }))
  return (
    <section className="panel" aria-labelledby="way">
      <h2 id="way">{t('way')}</h2>
      <ol className="way">
        <li className={filing.submittedAt ? 'way-done' : 'way-current'}>
          <strong>{filing.unit.name}</strong> <span className="tag">{t('signature')}</span>
          <br />
          {filing.submittedAt ? (
            <span className="hint small">
              {t('signed', { name: filing.signedBy ?? '' })} <Moment at={filing.submittedAt} />
            </span>
          ) : (
            <span className="hint small">{t('notSigned')}</span>
          )}
        </li>
        {steps.map((step) => (
          <Step key={step.key} step={step} today={today} />
        ))}
      </ol>
    </section>
  )
}

function Step({ step, today }: { step: StepView; today: Day }) {
  const t = useTranslations('filing')
  return (
    <li className={`way-${step.state}`} aria-current={step.state === 'current' ? 'step' : undefined}>
      <strong>{step.office}</strong> <span className="tag">{t(`acts.${step.act}`)}</span>
      <br />
      <span className="small">
        <What step={step} />
        {step.state === 'current' && step.dueOn && (
          <>
            {' '}
            <DueMark day={step.dueOn} today={today} certainty={null} />
            <CertaintyNote certainty={step.certainty} />
          </>
        )}
      </span>
    </li>
  )
}

const decisions = ['forward', 'approve', 'return', 'reject', 'record'] as const

function What({ step }: { step: StepView }) {
  const t = useTranslations('filing.page')
  const decision = decisions.find((known) => known === step.decision)
  if (step.state === 'current') return <>{step.assignee ? t('assignee', { name: step.assignee }) : t('current')}</>
  if (step.state === 'waiting') return <span className="hint">{t('waiting')}</span>
  if (step.state === 'skipped') return <span className="hint">{t('skipped')}</span>
  return (
    <>
      {decision ? t(`decisions.${decision}`) : t('informed')}
      <span className="hint">
        {' '}
        {step.decidedBy} {step.decidedAt && <Moment at={step.decidedAt} />}
      </span>
    </>
  )
}
