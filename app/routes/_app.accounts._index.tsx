import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { apiFor, requirePerson } from '~/api/caller.server'
import { placesFor } from '~/api/places.server'
import { AccountFilters } from '~/components/account/account-filters'
import { accountQueryOf, pageAddress } from '~/components/account/account-query'
import { AccountTable } from '~/components/account/account-table'
import { EmptyState } from '~/components/ui/empty-state'
import { Page } from '~/components/ui/page'
import { Pager } from '~/components/ui/pager'
import { may } from '~/domain/member/access'
import stylesheet from '~/styles/account.css?url'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }]
export const meta: MetaFunction = () => [{ title: '账号登记 · 账本' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const { actor } = await requirePerson(request)
  const api = await apiFor(request)
  const { query, at } = accountQueryOf(new URL(request.url).searchParams)
  const [page, platforms, units] = await Promise.all([api.account.list({ ...query, ...at }), api.platform.list(), placesFor(api)])
  return { query, page, platforms, units, mayImport: may(actor.roles, 'ledger.check') }
}

export default function AccountsPage() {
  const t = useTranslations('accounts')
  const { query, page, platforms, units, mayImport } = useLoaderData<typeof loader>()
  const filtered = Object.entries(query).some(([key, value]) => key !== 'sort' && Boolean(value))
  return (
    <Page title={t('title')} actions={mayImport && <ImportLink />}>
      <AccountFilters
        query={query}
        units={units.map((unit) => ({ value: unit.id, label: unit.name }))}
        platforms={platforms.map((platform) => ({ value: platform.code, label: platform.name }))}
      />
      <p className="count-line" role="status">
        {t(filtered ? 'found' : 'total', { count: page.total })}
        {page.asOf && <span className="hint"> {t('asOf', { day: page.asOf })}</span>}
      </p>
      <AccountTable rows={page.rows} sort={query.sort} empty={filtered ? <NoMatch /> : <NothingYet mayImport={mayImport} />} />
      <Pager newer={pageAddress(query, 'before', page.previous)} older={pageAddress(query, 'after', page.next)} />
    </Page>
  )
}

function ImportLink() {
  const t = useTranslations('accounts')
  return (
    <Link className="button" to="/import">
      {t('import')}
    </Link>
  )
}

function NoMatch() {
  const t = useTranslations('accounts')
  return <EmptyState title={t('noneTitle')}>{t('noneHint')}</EmptyState>
}

function NothingYet({ mayImport }: { mayImport: boolean }) {
  const t = useTranslations('accounts')
  return (
    <EmptyState title={t('emptyTitle')} action={mayImport && <ImportLink />}>
      {t(mayImport ? 'emptyHint' : 'emptyReader')}
    </EmptyState>
  )
}
