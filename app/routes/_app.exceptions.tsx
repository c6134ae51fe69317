import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { apiFor, requirePerson } from '~/api/caller.server'
import { submit } from '~/api/form.server'
import { ExceptionTable } from '~/components/office/exception-table'
import { RenewForm } from '~/components/office/renew-form'
import { WatchTable } from '~/components/office/watch-table'
import { Page } from '~/components/ui/page'
import { Pager } from '~/components/ui/pager'
import { isDayCursor } from '~/domain/calendar/cursor'
import { renewExceptionInput } from '~/domain/filing/inputs'
import { may } from '~/domain/member/access'
import accountStyles from '~/styles/account.css?url'
import stylesheet from '~/styles/office.css?url'
import workStyles from '~/styles/work.css?url'

export const links: LinksFunction = () => [accountStyles, workStyles, stylesheet].map((href) => ({ rel: 'stylesheet', href }))
export const meta: MetaFunction = () => [{ title: '例外与关注 · 账本' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const { actor, scope } = await requirePerson(request)
  const api = await apiFor(request)
  const { searchParams } = new URL(request.url)
  const cursor = (name: string) => {
    const after = searchParams.get(name) ?? ''
    return isDayCursor(after) ? { after } : {}
  }
  const [page, watched] = await Promise.all([
    api.filing.exceptions(cursor('after')),
    may(actor.roles, 'filing.watched') ? api.filing.watched(cursor('watched')) : null,
  ])
  return { page, watched, mayRenew: may(actor.roles, 'filing.renewException', scope.path), paged: searchParams.has('after') }
}

export async function action({ request }: ActionFunctionArgs) {
  const api = await apiFor(request)
  const exceptionId = new URL(request.url).searchParams.get('renew') ?? ''
  return submit(request, renewExceptionInput, { exceptionId }, api.filing.renewException, '/exceptions')
}

export default function ExceptionsPage() {
  const t = useTranslations('exceptions')
  const { page, watched, mayRenew, paged } = useLoaderData<typeof loader>()
  const problem = useActionData<typeof action>()
  const [search] = useSearchParams()
  const renewed = mayRenew ? page.rows.find(({ id }) => id === search.get('renew')) : undefined
  return (
    <>
      <Link className="back" to="/filings">
        ← {t('back')}
      </Link>
      <Page title={t('title')} hint={t('hint')}>
        <div className="office">
          <h2>{t('list')}</h2>
          <ExceptionTable rows={page.rows} mayRenew={mayRenew} />
          <p className="hint">{t('topOnly', { days: page.renewalDays })}</p>
          <Pager newer={paged ? '?' : null} older={page.next && `?after=${page.next}`} />
          {renewed && <RenewForm key={renewed.id} exception={renewed} problem={problem} />}
          {watched && (
            <>
              <h2>{t('watched')}</h2>
              <WatchTable rows={watched.rows} />
              <Pager newer={null} older={watched.next && `?watched=${watched.next}`} />
            </>
          )}
        </div>
      </Page>
    </>
  )
}
