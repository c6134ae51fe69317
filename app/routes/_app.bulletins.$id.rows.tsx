import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { bulletinIdOf } from '~/api/bulletin-id.server'
import { apiFor } from '~/api/caller.server'
import { RowFilters } from '~/components/bulletin/row-filters'
import { rowInput, rowQueryOf, rowsAddress } from '~/components/bulletin/row-query'
import { RowTable } from '~/components/bulletin/row-table'
import { Page } from '~/components/ui/page'
import { Pager } from '~/components/ui/pager'
import accountStyles from '~/styles/account.css?url'
import workStyles from '~/styles/work.css?url'

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: accountStyles },
  { rel: 'stylesheet', href: workStyles },
]
export const meta: MetaFunction = () => [{ title: '通报中的账号 · 账本' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const api = await apiFor(request)
  const id = bulletinIdOf(request, params)
  const { searchParams } = new URL(request.url)
  const query = rowQueryOf(searchParams)
  const after = Number(searchParams.get('after'))
  const paged = Number.isSafeInteger(after) && after > 0
  const [bulletin, page] = await Promise.all([
    api.bulletin.get({ id }),
    api.bulletin.rows({ id, ...rowInput(query), ...(paged && { after }) }),
  ])
  return { title: bulletin.title, figures: bulletin.figures, id, query, page, paged }
}

export default function RowsPage() {
  const t = useTranslations('bulletins')
  const { title, figures, id, query, page, paged } = useLoaderData<typeof loader>()
  return (
    <>
      <Link className="back" to={`/bulletins/${id}`}>
        ← {t('rowsBack')}
      </Link>
      <Page title={t('rows.title')} hint={`${title} · ${t('rows.frozen')}`}>
        <RowFilters id={id} query={query} figures={figures} />
        <RowTable rows={page.rows} />
        <Pager
          newer={paged ? rowsAddress(id, query) : null}
          older={page.next === null ? null : rowsAddress(id, query, { after: String(page.next) })}
        />
      </Page>
    </>
  )
}
