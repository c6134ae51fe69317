import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { apiFor } from '~/api/caller.server'
import { placesFor } from '~/api/places.server'
import { SourceFilters } from '~/components/collection/source-filters'
import { sourceQueryOf, sourcesAddress } from '~/components/collection/source-query'
import { SourceTable } from '~/components/collection/source-table'
import { EmptyState } from '~/components/ui/empty-state'
import { Page } from '~/components/ui/page'
import { Pager } from '~/components/ui/pager'
import accountStyles from '~/styles/account.css?url'
import stylesheet from '~/styles/collection.css?url'

export const links: LinksFunction = () => [accountStyles, stylesheet].map((href) => ({ rel: 'stylesheet', href }))
export const meta: MetaFunction = () => [{ title: '采集来源 · 账本' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const api = await apiFor(request)
  const search = new URL(request.url).searchParams
  const { query, after } = sourceQueryOf(search)
  const page = await api.source.list({ ...query, ...(after && { after }) })
  const [platforms, units] = await Promise.all([api.platform.list(), placesFor(api)])
  const added = Number(search.get('added'))
  return { query, page, platforms, units, paged: after !== undefined, now: new Date(), added: Number.isInteger(added) ? added : 0 }
}

export default function SourcesPage() {
  const t = useTranslations('collection')
  const { query, page, platforms, units, paged, now, added } = useLoaderData<typeof loader>()
  return (
    <>
      <Link className="back" to="/collection">
        ← {t('back')}
      </Link>
      <Page title={t('sources.title')} hint={t('sources.hint')}>
        {added > 0 && (
          <div className="done" role="status">
            <p>{t('pattern.done', { count: added })}</p>
          </div>
        )}
        <SourceFilters
          query={query}
          units={units.map(({ id, name }) => ({ value: id, label: name }))}
          platforms={platforms.map(({ code, name }) => ({ value: code, label: name }))}
        />
        <p className="count-line" role="status">
          {t('sources.found', { count: page.total })}
        </p>
        <SourceTable rows={page.rows} now={now} empty={<EmptyState title={t('sources.noneTitle')}>{t('sources.noneHint')}</EmptyState>} />
        <Pager newer={paged ? sourcesAddress(query) : null} older={page.next && sourcesAddress(query, page.next)} />
      </Page>
    </>
  )
}
