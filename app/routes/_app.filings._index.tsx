import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { apiFor, requirePerson } from '~/api/caller.server'
import { placesFor } from '~/api/places.server'
import { FilingFilters } from '~/components/filing/filing-filters'
import { type FilingQuery, filingAddress, filingQueryOf, type QueueName, queues } from '~/components/filing/filing-query'
import { FilingTable } from '~/components/filing/filing-table'
import { QueueTabs } from '~/components/filing/queue-tabs'
import { type Deputy, OfficeLinks } from '~/components/office/office-links'
import { EmptyState } from '~/components/ui/empty-state'
import { Page } from '~/components/ui/page'
import { Pager } from '~/components/ui/pager'
import { dayOf } from '~/domain/calendar/day'
import type { Role } from '~/domain/context'
import { may } from '~/domain/member/access'
import accountStyles from '~/styles/account.css?url'
import stylesheet from '~/styles/filing.css?url'
import officeStyles from '~/styles/office.css?url'

export const links: LinksFunction = () => [accountStyles, officeStyles, stylesheet].map((href) => ({ rel: 'stylesheet', href }))
export const meta: MetaFunction = () => [{ title: '备案办理 · 账本' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const { actor } = await requirePerson(request)
  const api = await apiFor(request)
  const { query: asked, after } = filingQueryOf(new URL(request.url).searchParams)
  const files = may(actor.roles, 'filing.saveDraft')
  const queue = asked.queue ?? (files ? 'mine' : 'open')
  const sort = asked.sort ?? (queue === 'all' || queue === 'draft' ? 'submitted' : 'due')
  const query = { ...asked, queue, sort }
  const registrar = actor.roles.includes('registrar')
  const [page, counts, units, deputies] = await Promise.all([
    api.filing.list({ ...inputOf(query), ...(after && { after }) }),
    api.filing.counts(),
    placesFor(api),
    registrar ? deputiesToday(api) : [],
  ])
  const tabs = queuesFor(actor.roles, files).map((name) => ({ queue: name, count: counts[name] }))
  return {
    deputies,
    registrar,
    query,
    page,
    tabs,
    units,
    paged: after !== undefined,
    files,
    role: roleOf(actor.roles),
    today: dayOf(new Date()),
  }
}

function inputOf({ queue, kind, state, unit, q, sort }: FilingQuery & { queue: QueueName }) {
  return {
    ...(queue === 'draft' ? { state: 'draft' as const } : { ...(state && { state }), ...(queue !== 'all' && { queue }) }),
    ...{ ...(kind && { kind }), ...(unit && { unitId: unit }), ...(q && { q }), ...(sort && { sort }) },
  }
}

/** Who stands in for whom today, as far as the person has to do with it. */
async function deputiesToday(api: Awaited<ReturnType<typeof apiFor>>): Promise<Deputy[]> {
  const { own, below } = await api.filing.delegations()
  return [...own, ...below].filter(({ state }) => state === 'now')
}

/** Who only reads has nothing waiting; what goes upward is the offices' work. */
function queuesFor(roles: readonly Role[], files: boolean): readonly QueueName[] {
  return queues.filter((name) => (files || (name !== 'mine' && name !== 'draft')) && (name !== 'upward' || roles.includes('registrar')))
}

function roleOf(roles: readonly Role[]) {
  return (['registrar', 'unitLeader', 'reporter'] as const).find((role) => roles.includes(role)) ?? ('reader' as const)
}

export default function FilingsPage() {
  const t = useTranslations('filing')
  const { deputies, registrar, query, page, tabs, units, paged, files, role, today } = useLoaderData<typeof loader>()
  const which = query.queue === 'mine' && !query.q && !query.kind && !query.state && !query.unit ? 'mine' : 'other'
  return (
    <Page title={t('title')} hint={t(`list.hint.${role}`)} actions={files && <Begin />}>
      <OfficeLinks deputies={deputies} registrar={registrar} />
      <QueueTabs tabs={tabs} query={query} />
      <FilingFilters query={query} units={units.map(({ id, name }) => ({ value: id, label: name }))} />
      <p className="count-line" role="status">
        {t('list.found', { count: page.total })}
      </p>
      <FilingTable
        rows={page.rows}
        today={today}
        sort={query.sort}
        empty={<EmptyState title={t(`list.emptyTitle.${which}`)}>{t(`list.emptyHint.${which}`)}</EmptyState>}
      />
      {page.rows.some(({ certainty }) => certainty === 'provisional' || certainty === 'missing') && (
        <p className="hint">{t('list.guessed')}</p>
      )}
      <Pager newer={paged ? filingAddress(query) : null} older={page.next && filingAddress(query, page.next)} />
    </Page>
  )
}

function Begin() {
  const t = useTranslations('filing')
  return (
    <Link className="button" to="/filings/new">
      {t('begin')}
    </Link>
  )
}
