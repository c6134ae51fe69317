import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { type ShouldRevalidateFunction, useActionData, useLoaderData, useLocation, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import type { z } from 'zod'
import { apiFor, requirePerson } from '~/api/caller.server'
import { submit } from '~/api/form.server'
import { placesFor } from '~/api/places.server'
import { DecideForm, DecideProblem } from '~/components/finding/decide-form'
import { FindingFilters } from '~/components/finding/finding-filters'
import { FindingList } from '~/components/finding/finding-list'
import { findingAddress, findingQueryOf } from '~/components/finding/finding-query'
import { EmptyState } from '~/components/ui/empty-state'
import { Page } from '~/components/ui/page'
import { Pager } from '~/components/ui/pager'
import { may } from '~/domain/member/access'
import { decideFindingsInput } from '~/domain/supervision/inputs'
import accountStyles from '~/styles/account.css?url'
import stylesheet from '~/styles/work.css?url'

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: accountStyles },
  { rel: 'stylesheet', href: stylesheet },
]
export const meta: MetaFunction = () => [{ title: '问题核查 · 账本' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const { actor } = await requirePerson(request)
  const api = await apiFor(request)
  const { searchParams } = new URL(request.url)
  const query = findingQueryOf(searchParams)
  const after = searchParams.get('after')
  const { state, code, unit } = query
  const [page, units] = await Promise.all([
    api.finding.list({ ...(state !== 'all' && { state }), ...(code && { code }), ...(unit && { unitId: unit }), ...(after && { after }) }),
    placesFor(api),
  ])
  return { page, query, units, paged: after !== null, mayDecide: may(actor.roles, 'finding.decide') }
}

/** A conflict means that the list has changed: it is read again, which Remix leaves out after a refusal. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate

export async function action({ request }: ActionFunctionArgs) {
  const api = await apiFor(request)
  const query = findingQueryOf(new URL(request.url).searchParams)
  let decision = ''
  const decide = (input: z.input<typeof decideFindingsInput>) => {
    decision = input.decision
    return api.finding.decide(input)
  }
  return submit(request, decideFindingsInput, {}, decide, ({ decided, withdrawn }) => {
    const told = { done: decision, decided: String(decided), withdrawn: String(withdrawn) }
    return `/findings${findingAddress(query, told)}`
  })
}

export default function FindingsPage() {
  const t = useTranslations('findings')
  const { page, query, units, paged, mayDecide } = useLoaderData<typeof loader>()
  const problem = useActionData<typeof action>()
  const { key: visit } = useLocation()
  const narrowed = query.code !== undefined || query.unit !== undefined || query.state !== 'PROPOSED'
  return (
    <Page title={t('title')} hint={t('hint')}>
      <Done />
      <FindingFilters query={query} units={units.map((unit) => ({ value: unit.id, label: unit.name }))} />
      <DecideProblem rows={page.rows} problem={problem} />
      {page.rows.length === 0 ? (
        <EmptyState title={t(narrowed ? 'noMatchTitle' : 'noneTitle')}>{t(narrowed ? 'noMatchHint' : 'noneHint')}</EmptyState>
      ) : mayDecide ? (
        <DecideForm key={visit} rows={page.rows} problem={problem} />
      ) : (
        <FindingList rows={page.rows} picking={undefined} />
      )}
      <Pager newer={paged ? findingAddress(query) : null} older={page.next && findingAddress(query, { after: page.next })} />
    </Page>
  )
}

/** What the last decision did, told once in the address. */
function Done() {
  const t = useTranslations('findings.done')
  const [search] = useSearchParams()
  const done = search.get('done')
  if (done !== 'confirm' && done !== 'dismiss') return null
  const withdrawn = Number(search.get('withdrawn')) || 0
  return (
    <div className="done" role="status">
      <p>
        {t(done, { count: Number(search.get('decided')) || 0 })} {withdrawn > 0 && t('withdrawn', { count: withdrawn })}
      </p>
    </div>
  )
}
