import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { type Day, dayOf } from '~/domain/calendar/day'
import type { FilingView } from '~/domain/filing/view'
import { CertaintyNote, DueMark } from './due-mark'
import { FilingStateMark } from './state-mark'
import { turnOf } from './turn'

/** Number, state, who acts next and until when. */
export function FilingHead({ filing, today }: { filing: FilingView; today: Day }) {
  const t = useTranslations('filing.page')
  const { account, platform } = filing
  const current = filing.steps.find(({ state }) => state === 'current')
  return (
    <section className={`panel filing-head head-${filing.state}`}>
      <dl className="head-facts">
        <Fact name={filing.number ? t('number', { number: filing.number }) : t('notSubmitted')}>
          <FilingStateMark state={filing.state} />
          {filing.filingNo && <span className="figure"> {t('filingNo', { filingNo: filing.filingNo })}</span>}
        </Fact>
        <Fact name={t('next')}>
          <Next filing={filing} today={today} />
        </Fact>
        <Until filing={filing} today={today} />
        {account && (
          <Fact name={t('account')}>
            <Link to={`/accounts/${account.id}`}>{account.name}</Link> · {account.platform}
          </Fact>
        )}
        {!account && platform && <Fact name={t('platform')}>{platform.name}</Fact>}
      </dl>
      {current?.overdue && <p className="wrong">{t('overdue')}</p>}
    </section>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Next({ filing, today }: { filing: FilingView; today: Day }) {
  const t = useTranslations('filing')
  const { kind, state, unit, steps } = filing
  const current = steps.find((step) => step.state === 'current')
  if (current) {
    return (
      <>
        {t('turn.office', { office: current.office, act: t(`acts.${current.act}`) })}
        {current.assignee && <span className="hint"> {t('page.assignee', { name: current.assignee })}</span>}
      </>
    )
  }
  const office = steps.findLast(({ act }) => act === 'decide' || act === 'record')?.office ?? ''
  const announced = filing.announcedUntil !== null && filing.announcedUntil < today
  const turn = turnOf({ kind, state, ready: filing.readyAt !== null, evidenceReturned: filing.evidenceReturned !== null, announced })
  return <>{t(`turn.${turn}`, { unit: unit.name, office })}</>
}

/** The day that counts now, and what happens when it passes. */
function Until({ filing, today }: { filing: FilingView; today: Day }) {
  const t = useTranslations('filing.page')
  const { state, openBy, returnedUntil, announcedOn, announcedUntil, certainty } = filing
  const current = filing.steps.find((step) => step.state === 'current')
  const shown = (day: Day, sure: string | null, said?: string) => (
    <Fact name={t('until')}>
      <DueMark day={day} today={today} certainty={null} />
      {said && <span className="hint"> {said}</span>}
      <CertaintyNote certainty={sure} />
    </Fact>
  )
  if (current?.dueOn) return shown(current.dueOn, current.certainty)
  if (state === 'approved' && openBy) return shown(openBy, null, t('openBy'))
  if (state === 'returned' && returnedUntil) return shown(returnedUntil, certainty, t('returnedUntil'))
  if (state === 'announcing' && announcedUntil) {
    return shown(announcedUntil, certainty, t('announcing', { from: announcedOn ?? dayOf(new Date(0)), until: announcedUntil }))
  }
  return null
}
