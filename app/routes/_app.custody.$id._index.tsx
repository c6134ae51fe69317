import { type ActionFunctionArgs, data, type LinksFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { apiFor, requirePerson } from '~/api/caller.server'
import { formOf, submit } from '~/api/form.server'
import { CustodyFacts } from '~/components/custody/custody-facts'
import { type CustodyIntent, HandOverForm, LostForm, ProveForm, SaveForm } from '~/components/custody/custody-forms'
import { CustodyHistory } from '~/components/custody/custody-history'
import { CustodyStateMark } from '~/components/custody/custody-state'
import { LostPanel } from '~/components/custody/lost-panel'
import type { Refused } from '~/components/ui/form'
import { Page } from '~/components/ui/page'
import { handOverInput, lostStepInput, proveCustodyInput, reportLostInput, saveCustodyInput } from '~/domain/account/custody-inputs'
import { dayOf } from '~/domain/calendar/day'
import { may } from '~/domain/member/access'
import accountStyles from '~/styles/account.css?url'
import peopleStyles from '~/styles/people.css?url'
import stylesheet from '~/styles/units.css?url'

export const links: LinksFunction = () => [accountStyles, peopleStyles, stylesheet].map((href) => ({ rel: 'stylesheet', href }))
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.view.account.name ?? '账号'}的托管 · 账本` }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { actor } = await requirePerson(request)
  const api = await apiFor(request)
  const view = await api.custody.get({ accountId: params.id ?? '' })
  return { view, today: dayOf(new Date()), mayUnmask: may(actor.roles, 'custody.unmask'), over: view.account.standing === 'CANCELLED' }
}

/** Their days have names of their own: several forms stand on the page. */
const handOverForm = handOverInput.omit({ accountId: true, day: true }).extend({ handedOn: handOverInput.shape.day })
const lostForm = z.strictObject({ lostOn: reportLostInput.shape.day, how: reportLostInput.shape.how })

export async function action({ request, params }: ActionFunctionArgs) {
  const api = await apiFor(request)
  const accountId = params.id ?? ''
  const here = `/custody/${accountId}`
  const intent = (await formOf(request.clone())).get('intent')
  if (intent === 'unmask') return data(await api.custody.unmask({ accountId }))
  if (intent === 'prove') return submit(request, proveCustodyInput, { accountId }, api.custody.prove, here)
  if (intent === 'tick') return submit(request, lostStepInput, { accountId }, api.custody.tick, here)
  if (intent === 'lost') {
    const report = ({ lostOn, how }: z.input<typeof lostForm>) => api.custody.reportLost({ accountId, day: lostOn, how })
    return submit(request, lostForm, {}, report, here)
  }
  if (intent === 'handOver') {
    const handOver = ({ handedOn, ...typed }: z.input<typeof handOverForm>) => api.custody.handOver({ ...typed, accountId, day: handedOn })
    return submit(request, handOverForm, {}, handOver, ({ eventId }) => `${here}/handover/${eventId}`)
  }
  return submit(request, saveCustodyInput, { accountId }, api.custody.save, here)
}

/** Which form a refusal belongs to: each has a field that only it has. */
function refusedForm({ values }: Refused): CustodyIntent {
  const fields = { handedOn: 'handOver', lostOn: 'lost', step: 'tick', way: 'prove' } as const
  return Object.entries(fields).find(([field]) => field in values)?.[1] ?? 'save'
}

export default function CustodyPage() {
  const t = useTranslations('custody')
  const { view, today, mayUnmask, over } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const problem = answer && 'fields' in answer ? answer : undefined
  const whole = answer && 'phone' in answer ? answer.phone : null
  const problemOf = (intent: CustodyIntent) => (problem && refusedForm(problem) === intent ? problem : undefined)
  const { account, custody, state, proofDays, events } = view
  const parts = { custody, today, problemOf }
  return (
    <>
      <p className="back">
        <Link to="/custody">{t('back')}</Link>
      </p>
      <Page title={account.name} hint={<Subtitle account={account} />} actions={<CustodyStateMark state={state} />}>
        {custody?.lostOn && (
          <LostPanel
            {...{ accountId: account.id, since: custody.lostOn, how: custody.lostHow ?? '', steps: custody.lostSteps, today }}
            problem={problemOf('tick')}
          />
        )}
        {custody ? <CustodyFacts {...{ custody, state, proofDays, whole, mayUnmask }} /> : <p className="notice-line">{t('panelNone')}</p>}
        {!over && (
          <div className="side-forms">
            <SaveForm {...parts} />
            {custody && <ProveForm {...parts} />}
            {custody && <HandOverForm {...parts} />}
            {custody && !custody.lostOn && <LostForm {...parts} />}
          </div>
        )}
        <CustodyHistory accountId={account.id} events={events} />
      </Page>
    </>
  )
}

function Subtitle({ account }: { account: { id: string; platform: string; unit: { name: string } } }) {
  const t = useTranslations('custody')
  return (
    <>
      {account.platform} · {account.unit.name} · <Link to={`/accounts/${account.id}`}>{t('toAccount')}</Link>
    </>
  )
}
