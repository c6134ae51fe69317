import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { apiFor } from '~/api/caller.server'
import { refusalResponse } from '~/api/errors.server'
import { PrintButton } from '~/components/bulletin/print-button'
import { HandOverPaper } from '~/components/custody/hand-over-paper'
import stylesheet from '~/styles/units.css?url'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }]
export const meta: MetaFunction = () => [{ title: '移交单 · 账本' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const api = await apiFor(request)
  const { account, events } = await api.custody.get({ accountId: params.id ?? '' })
  const event = events.find(({ id, kind }) => id === params.eventId && kind === 'handover')
  if (!event) throw refusalResponse(404, { message: '没有找到这张移交单。' }, request)
  return { account, event }
}

export default function HandOverPage() {
  const t = useTranslations('custody.form')
  const { account, event } = useLoaderData<typeof loader>()
  return (
    <>
      <p className="page-actions">
        <Link className="button quiet" to={`/custody/${account.id}`}>
          {t('back')}
        </Link>
        <PrintButton />
      </p>
      <HandOverPaper account={account} event={event} />
    </>
  )
}
