import { type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { apiFor } from '~/api/caller.server'
import { filingIdOf } from '~/api/filing-id.server'
import { submit } from '~/api/form.server'
import { ConfirmForm, confirmedActs } from '~/components/filing/confirm-form'
import { textIn } from '~/components/filing/fields'
import { Page } from '~/components/ui/page'
import { kindLabels } from '~/domain/filing/filing'
import { decideFilingInput, returnEvidenceInput, withdrawFilingInput } from '~/domain/filing/inputs'
import accountStyles from '~/styles/account.css?url'
import stylesheet from '~/styles/filing.css?url'

export const links: LinksFunction = () => [accountStyles, stylesheet].map((href) => ({ rel: 'stylesheet', href }))
export const meta: MetaFunction = () => [{ title: '备案办理 · 账本' }]

/** Without the right of this moment the page leads back to the filing, which says how it stands. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const api = await apiFor(request)
  const filing = await api.filing.get({ id: filingIdOf(params) })
  const act = confirmedActs.find((known) => known === params.act)
  const { may } = filing
  const allowed = { withdraw: may.withdraw, return: may.decide, reject: may.decide, evidence: may.returnEvidence }
  if (!act || !allowed[act]) throw redirect(`/filings/${filing.id}`)
  const account = textIn(filing.requested?.name) || filing.account?.name || filing.unit.name
  const words = { account: filing.kind === 'change' ? (filing.account?.name ?? account) : account, kind: kindLabels[filing.kind] }
  return {
    filing: { id: filing.id, number: filing.number, filingNo: filing.filingNo, unit: filing.unit.name },
    act,
    words,
    reason: new URL(request.url).searchParams.get('reason'),
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const api = await apiFor(request)
  const id = filingIdOf(params)
  const act = confirmedActs.find((known) => known === params.act)
  if (!act) throw redirect(`/filings/${id}`)
  const to = (done: string) => `/filings/${id}?done=${done}`
  if (act === 'withdraw') return submit(request, withdrawFilingInput, { id }, api.filing.withdraw, to('withdrawn'))
  if (act === 'evidence') return submit(request, returnEvidenceInput, { id }, api.filing.returnEvidence, to('evidenceReturned'))
  const decision = act === 'reject' ? 'reject' : 'return'
  return submit(request, decideFilingInput, { id, decision }, api.filing.decide, to(decision === 'reject' ? 'rejected' : 'returned'))
}

export default function ConfirmFilingPage() {
  const t = useTranslations('filing.confirm')
  const { filing, act, words, reason } = useLoaderData<typeof loader>()
  const problem = useActionData<typeof action>()
  return (
    <>
      <Link className="back" to={`/filings/${filing.id}`}>
        ← {t('back')}
      </Link>
      <Page title={`${t(`${act}.title`)}：${words.account}`} hint={`${filing.unit} · ${filing.number ?? ''}`}>
        <ConfirmForm act={act} filing={filing} words={words} reason={reason ?? undefined} problem={problem} />
      </Page>
    </>
  )
}
