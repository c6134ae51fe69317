import { Form } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { FormError, type Refused } from '~/components/ui/form'
import { type LostStep, lostSteps } from '~/domain/account/custody'

interface LostPanelProps {
  accountId: string
  since: string
  how: string
  steps: Partial<Record<LostStep, string>>
  today: string
  problem: Refused | undefined
}

/** 失去管理权限: what to do, step by step with its day; at the end the cancellation, with what is known filled in. */
export function LostPanel({ accountId, since, how, steps, today, problem }: LostPanelProps) {
  const t = useTranslations('custody')
  return (
    <section className="conflict" aria-labelledby="lost">
      <h3 id="lost">{t('lost.title')}</h3>
      <p>{t('lost.since', { day: since, how })}</p>
      <FormError problem={problem} />
      <p>{t('lost.todo')}</p>
      <ol className="steps-list">
        {lostSteps.map((step) => (
          <li key={step}>
            <span>{t(`steps.${step}`)}</span>
            {steps[step] ? <strong>{t('lost.done', { day: steps[step] })}</strong> : <Tick step={step} today={today} />}
          </li>
        ))}
      </ol>
      <p className="hint">{t('lost.recovered')}</p>
      <p>
        <a className="button quiet" href={`/filings/new?kind=cancel&account=${accountId}&accessLost=yes`}>
          {t('lost.close')}
        </a>
      </p>
      <p className="hint">{t('lost.closeHint')}</p>
    </section>
  )
}

function Tick({ step, today }: { step: LostStep; today: string }) {
  const t = useTranslations('custody')
  return (
    <Form method="post" className="inline-form" preventScrollReset>
      <input type="hidden" name="step" value={step} />
      <input type="date" name="day" defaultValue={today} required aria-label={`${t(`steps.${step}`)}：${t('lost.stepDay')}`} />
      <button className="button quiet" type="submit" name="intent" value="tick">
        {t('lost.tick')}
      </button>
    </Form>
  )
}
