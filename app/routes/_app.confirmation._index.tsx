import { type LinksFunction, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { apiFor, requirePerson } from '~/api/caller.server'
import { DueLine } from '~/components/confirmation/due-line'
import { UnitProgress } from '~/components/confirmation/unit-progress'
import { EmptyState } from '~/components/ui/empty-state'
import { Page } from '~/components/ui/page'
import { Pager } from '~/components/ui/pager'
import { may } from '~/domain/member/access'
import accountStyles from '~/styles/account.css?url'
import stylesheet from '~/styles/units.css?url'
import workStyles from '~/styles/work.css?url'

export const links: LinksFunction = () => [accountStyles, workStyles, stylesheet].map((href) => ({ rel: 'stylesheet', href }))
export const meta: MetaFunction = () => [{ title: '年度确认 · 账本' }]

/** Who looks after units sees how far they are; everybody else the own unit's. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { actor } = await requirePerson(request)
  const api = await apiFor(request)
  if (!may(actor.roles, 'confirmation.units')) throw redirect(`/confirmation/${(await api.confirmation.get({})).unit.id}`)
  const search = new URL(request.url).searchParams
  const q = search.get('q')?.trim().slice(0, 100) || undefined
  const only = search.get('only') === 'all' ? 'all' : 'missing'
  const after = search.get('after') ?? ''
  const paged = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(after)
  const page = await api.confirmation.units({ only, ...(q && { q }), ...(paged && { after }) })
  return { page, query: { only, ...(q && { q }) }, paged, ownUnitId: actor.unitId }
}

export default function ConfirmationProgressPage() {
  const t = useTranslations('confirmation')
  const { page, query, paged, ownUnitId } = useLoaderData<typeof loader>()
  const { campaign } = page
  const own = ownUnitId && (
    <Link className="button" to={`/confirmation/${ownUnitId}`}>
      {t('list.own')}
    </Link>
  )
  if (!campaign) {
    return (
      <Page title={t('list.title')}>
        <EmptyState title={t('notYet')}>{page.nextOn && t('nextOn', { day: page.nextOn })}</EmptyState>
      </Page>
    )
  }
  const address = (more: Record<string, string>) => `?${new URLSearchParams({ ...query, ...more })}`
  return (
    <Page title={t('list.title')} hint={t('list.hint')} actions={own}>
      <DueLine campaign={campaign} overdue={false} missing={0} />
      <p>{t('list.figures', { units: String(page.units), missing: String(page.missing) })}</p>
      <Filters query={query} />
      <UnitProgress rows={page.rows} empty={<EmptyState title={t('list.noneTitle')}>{t('list.noneHint')}</EmptyState>} />
      <Pager newer={paged ? address({}) : null} older={page.next && address({ after: page.next })} />
    </Page>
  )
}

function Filters({ query }: { query: { q?: string; only: string } }) {
  const t = useTranslations('confirmation.list')
  return (
    <Form method="get" className="filters plain-filters" key={JSON.stringify(query)}>
      <div className="filter filter-wide">
        <label htmlFor="filter-q">{t('search')}</label>
        <input id="filter-q" name="q" type="search" defaultValue={query.q} maxLength={100} />
      </div>
      <div className="filter">
        <label htmlFor="filter-only">{t('only')}</label>
        <select id="filter-only" name="only" defaultValue={query.only}>
          <option value="missing">{t('missing')}</option>
          <option value="all">{t('all')}</option>
        </select>
      </div>
      <div className="filter-actions">
        <button className="button" type="submit">
          {t('find')}
        </button>
      </div>
    </Form>
  )
}
