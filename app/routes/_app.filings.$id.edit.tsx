import { type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { apiFor } from '~/api/caller.server'
import { answerFilingForm } from '~/api/filing-form.server'
import { filingIdOf } from '~/api/filing-id.server'
import { textIn } from '~/components/filing/fields'
import { FilingForm } from '~/components/filing/filing-form'
import { Page } from '~/components/ui/page'
import accountStyles from '~/styles/account.css?url'
import stylesheet from '~/styles/filing.css?url'

export const links: LinksFunction = () => [accountStyles, stylesheet].map((href) => ({ rel: 'stylesheet', href }))
export const meta: MetaFunction = () => [{ title: '填写备案表 · 账本' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const api = await apiFor(request)
  const filing = await api.filing.get({ id: filingIdOf(params) })
  if (!filing.may.edit) throw redirect(`/filings/${filing.id}`)
  const { kind, account, draft, platform, unit } = filing
  const opening = kind === 'open'
  const [record, platforms, check] = await Promise.all([
    kind === 'change' && account ? api.filing.record({ id: account.id }) : null,
    opening ? api.platform.list() : [],
    opening
      ? api.filing.checkName({
          ...{ unitId: unit.id, filingId: filing.id, name: textIn(draft.name).slice(0, 60) },
          ...(platform && { platformCode: platform.code }),
        })
      : null,
  ])
  const open = platforms.filter(({ active, code }) => active || code === platform?.code)
  return { filing, record: record?.record ?? null, platforms: open.map(({ code, name }) => ({ value: code, label: name })), check }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const api = await apiFor(request)
  const filing = await api.filing.get({ id: filingIdOf(params) })
  return answerFilingForm(api, request, filing)
}

export default function EditFilingPage() {
  const t = useTranslations('filing')
  const { filing, record, platforms, check } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const [search] = useSearchParams()
  const returned = filing.events.findLast(({ command }) => command === 'return')
  return (
    <>
      <Link className="back" to={filing.state === 'draft' ? '/filings' : `/filings/${filing.id}`}>
        ← {filing.state === 'draft' ? t('page.back') : t('confirm.back')}
      </Link>
      <Page title={t(`kindTitles.${filing.kind}`)} hint={<Subject filing={filing} />}>
        {search.has('saved') && !answer && (
          <div className="done" role="status">
            <p>{t('done.saved')}</p>
          </div>
        )}
        {filing.state === 'returned' && returned?.letter && (
          <div className="notice-line" role="note">
            <strong>{t('form.returned')}：</strong>
            {returned.letter}
          </div>
        )}
        <FilingForm filing={filing} record={record} platforms={platforms} check={check} answer={answer} />
      </Page>
    </>
  )
}

function Subject({ filing }: { filing: ReturnType<typeof useLoaderData<typeof loader>>['filing'] }) {
  const account = filing.account
  return (
    <>
      {filing.unit.name}
      {account && (
        <>
          {' · '}
          <Link to={`/accounts/${account.id}`}>{account.name}</Link> · {account.platform}
        </>
      )}
    </>
  )
}
