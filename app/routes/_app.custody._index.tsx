import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { apiFor } from '~/api/caller.server'
import { CustodyFilters } from '~/components/custody/custody-filters'
import { custodyAddress, custodyQueryOf } from '~/components/custody/custody-query'
import { CustodyTable } from '~/components/custody/custody-table'
import { EmptyState } from '~/components/ui/empty-state'
import { Page } from '~/components/ui/page'
import { Pager } from '~/components/ui/pager'
import accountStyles from '~/styles/account.css?url'
import stylesheet from '~/styles/units.css?url'
import workStyles from '~/styles/work.css?url'

export const links: LinksFunction = () => [accountStyles, workStyles, stylesheet].map((href) => ({ rel: 'stylesheet', href }))
export const meta: MetaFunction = () => [{ title: '账号托管 · 账本' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const api = await apiFor(request)
  const { query, after } = custodyQueryOf(new URL(request.url).searchParams)
  return { query, paged: after !== undefined, page: await api.custody.list({ ...query, ...(after && { after }) }) }
}

export default function CustodyListPage() {
  const t = useTranslations('custody')
  const { query, page, paged } = useLoaderData<typeof loader>()
  return (
    <Page title={t('title')} hint={t('hint')}>
      <CustodyFilters query={query} counts={page.counts} />
      <CustodyTable rows={page.rows} empty={<EmptyState title={t('noneTitle')}>{t('noneHint')}</EmptyState>} />
      <Pager newer={paged ? custodyAddress(query) : null} older={page.next && custodyAddress(query, page.next)} />
    </Page>
  )
}
