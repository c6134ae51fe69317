import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { apiFor, requirePerson } from '~/api/caller.server'
import { EmptyState } from '~/components/ui/empty-state'
import { Page } from '~/components/ui/page'
import { Pager } from '~/components/ui/pager'
import { UnitFilters } from '~/components/unit/unit-filters'
import { unitAddress, unitQueryOf } from '~/components/unit/unit-query'
import { UnitTable } from '~/components/unit/unit-table'
import { may } from '~/domain/member/access'
import accountStyles from '~/styles/account.css?url'
import stylesheet from '~/styles/units.css?url'
import workStyles from '~/styles/work.css?url'

export const links: LinksFunction = () => [accountStyles, workStyles, stylesheet].map((href) => ({ rel: 'stylesheet', href }))
export const meta: MetaFunction = () => [{ title: '单位 · 账本' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const { actor } = await requirePerson(request)
  const api = await apiFor(request)
  const { query, after } = unitQueryOf(new URL(request.url).searchParams)
  const page = await api.unit.find({ ...query, ...(after && { after }) })
  return { query, page, paged: after !== undefined, mayCreate: may(actor.roles, 'unit.create') }
}

export default function UnitsPage() {
  const t = useTranslations('units')
  const { query, page, paged, mayCreate } = useLoaderData<typeof loader>()
  const create = mayCreate && (
    <Link className="button" to="/units/new">
      {t('new')}
    </Link>
  )
  return (
    <Page title={t('title')} hint={t('hint')} actions={create}>
      <UnitFilters query={query} />
      <p className="hint count-line">{t('count', { count: String(page.total) })}</p>
      <UnitTable rows={page.rows} empty={<EmptyState title={t('noneTitle')}>{t('noneHint')}</EmptyState>} />
      <Pager newer={paged ? unitAddress(query) : null} older={page.next && unitAddress(query, page.next)} />
    </Page>
  )
}
