import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { apiFor, requirePerson } from '~/api/caller.server'
import { PeopleFilters } from '~/components/people/people-filters'
import { peopleAddress, peopleQueryOf } from '~/components/people/people-query'
import { PeopleTable } from '~/components/people/people-table'
import { EmptyState } from '~/components/ui/empty-state'
import { Page } from '~/components/ui/page'
import { Pager } from '~/components/ui/pager'
import { may } from '~/domain/member/access'
import accountStyles from '~/styles/account.css?url'
import stylesheet from '~/styles/people.css?url'
import workStyles from '~/styles/work.css?url'

export const links: LinksFunction = () => [accountStyles, workStyles, stylesheet].map((href) => ({ rel: 'stylesheet', href }))
export const meta: MetaFunction = () => [{ title: '人员管理 · 账本' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const { actor } = await requirePerson(request)
  const api = await apiFor(request)
  const { query, after } = peopleQueryOf(new URL(request.url).searchParams)
  const page = await api.member.list({ ...query, ...(after && { after }) })
  return { query, page, paged: after !== undefined, mayCreate: may(actor.roles, 'member.create') }
}

export default function PeoplePage() {
  const t = useTranslations('people')
  const { query, page, paged, mayCreate } = useLoaderData<typeof loader>()
  return (
    <Page title={t('title')} hint={t('hint')} actions={<Actions mayCreate={mayCreate} />}>
      <PeopleFilters query={query} />
      <PeopleTable rows={page.rows} empty={<EmptyState title={t('noneTitle')}>{t('noneHint')}</EmptyState>} />
      <Pager newer={paged ? peopleAddress(query) : null} older={page.next && peopleAddress(query, page.next)} />
    </Page>
  )
}

function Actions({ mayCreate }: { mayCreate: boolean }) {
  const t = useTranslations('people')
  return (
    <>
      <Link className="button quiet" to="/people/roles">
        {t('rights')}
      </Link>
      {mayCreate && (
        <Link className="button" to="/people/new">
          {t('new')}
        </Link>
      )}
    </>
  )
}
