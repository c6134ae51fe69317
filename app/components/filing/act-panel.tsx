import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { FormError, type Refused } from '~/components/ui/form'
import type { FilingView } from '~/domain/filing/view'
import { type Colleague, DecidePanel } from './decide-panel'
import { Announce, Complete, Proofs, ReportOpened } from './opened-panels'
import { SignPanel } from './sign-panel'

export interface ActProblem extends Refused {
  act: string
}

interface ActPanelProps {
  filing: FilingView
  today: string
  me: string
  leader: boolean
  missing: Record<string, string> | null
  colleagues: Colleague[]
  problem: ActProblem | undefined
}

/** What the person in front of the screen can do now, and nothing else. */
export function ActPanel(props: ActPanelProps) {
  const t = useTranslations('filing.act')
  const { filing, problem } = props
  const { may, applicant } = filing
  const acts = <Acts {...props} />
  const idle =
    !may.edit &&
    !may.decide &&
    !may.complete &&
    !(applicant && (may.reportOpened || may.announce || may.withdraw)) &&
    !proofsAwaited(filing)
  return (
    <section className="panel act-panel" aria-labelledby="todo">
      <h2 id="todo">{t('todo')}</h2>
      {problem && !inOwnForm.includes(problem.act) && <FormError problem={problem} />}
      {idle ? <p className="hint">{t('nothing')}</p> : acts}
      {applicant ? may.withdraw && <Withdraw filing={filing} /> : <OnBehalf {...props} />}
    </section>
  )
}

/** These show what was refused themselves. */
const inOwnForm = ['attach', 'note']

function proofsAwaited({ may, applicant, state, kind }: FilingView): boolean {
  return applicant && may.attach && (state === 'announcing' || (state === 'approved' && kind !== 'open'))
}

function Acts({ filing, today, me, leader, missing, colleagues, problem }: ActPanelProps) {
  const { may, applicant } = filing
  const current = filing.steps.find(({ state }) => state === 'current')
  const of = (act: string) => (problem?.act === act ? problem : undefined)
  const parts: ReactNode[] = []
  if (may.edit) parts.push(<SignPanel key="sign" filing={filing} missing={missing} leader={leader} problem={of('submit')} />)
  if (may.decide && current) {
    parts.push(<DecidePanel key="decide" filing={filing} step={current} me={me} colleagues={colleagues} problem={of('pass')} />)
  }
  if (applicant && may.reportOpened) parts.push(<ReportOpened key="opened" filing={filing} today={today} problem={of('reportOpened')} />)
  if (applicant && may.announce) parts.push(<Announce key="announce" filing={filing} today={today} problem={of('announce')} />)
  if (may.complete) parts.push(<Complete key="complete" filing={filing} today={today} problem={of('complete')} />)
  else if (proofsAwaited(filing) && !may.announce) parts.push(<Proofs key="proofs" filing={filing} />)
  return <>{parts}</>
}

/** Where a unit has nobody at the system, the office above does it in its name. */
function OnBehalf({ filing, today, problem }: ActPanelProps) {
  const t = useTranslations('filing.act')
  const { may } = filing
  const of = (act: string) => (problem?.act === act ? problem : undefined)
  if (may.decide || (!may.reportOpened && !may.announce && !may.withdraw)) return null
  return (
    <details open={of('reportOpened') !== undefined || of('announce') !== undefined}>
      <summary>{t('onBehalf')}</summary>
      <p className="hint small">{t('onBehalfHint')}</p>
      {may.reportOpened && <ReportOpened filing={filing} today={today} problem={of('reportOpened')} />}
      {may.announce && <Announce filing={filing} today={today} problem={of('announce')} />}
      {may.withdraw && <Withdraw filing={filing} />}
    </details>
  )
}

function Withdraw({ filing }: { filing: FilingView }) {
  const t = useTranslations('filing.act')
  return (
    <p className="withdraw">
      <Link className="button quiet" to={`/filings/${filing.id}/withdraw`}>
        {t('withdraw')}
      </Link>
    </p>
  )
}
