import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { apiFor, requirePerson } from '~/api/caller.server'
import { submit } from '~/api/form.server'
import { BulletinList } from '~/components/bulletin/bulletin-list'
import { DraftForm } from '~/components/bulletin/draft-form'
import { EmptyState } from '~/components/ui/empty-state'
import { Page } from '~/components/ui/page'
import { Pager } from '~/components/ui/pager'
import { draftBulletinInput } from '~/domain/bulletin/inputs'
import { windowBefore } from '~/domain/bulletin/window'
import { isDay } from '~/domain/calendar/day'
import type { Window } from '~/domain/calendar/window'
import { may } from '~/domain/member/access'
import accountStyles from '~/styles/account.css?url'
import stylesheet from '~/styles/bulletin.css?url'
import workStyles from '~/styles/work.css?url'

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: accountStyles },
  { rel: 'stylesheet', href: workStyles },
  { rel: 'stylesheet', href: stylesheet },
]
export const meta: MetaFunction = () => [{ title: '季通报 · 账本' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const { actor } = await requirePerson(request)
  const api = await apiFor(request)
  const { searchParams } = new URL(request.url)
  const after = searchParams.get('after')
  const page = await api.bulletin.list(after ? { after } : {})
  const draft = may(actor.roles, 'bulletin.draft') ? windowsFor(searchParams, await api.bulletin.nextWindow()) : null
  return { page, draft, paged: after !== null }
}

/** The window to start from, by the address or the last quarter, and the quarters before it to choose from. */
function windowsFor(search: URLSearchParams, last: Window): { window: Window; recent: Window[] } {
  const [from, to] = [search.get('from') ?? '', search.get('to') ?? '']
  const recent = [last]
  while (recent.length < 4) recent.push(windowBefore(recent.at(-1) ?? last))
  return { window: isDay(from) && isDay(to) ? { from, to } : { from: last.from, to: last.to }, recent }
}

export async function action({ request }: ActionFunctionArgs) {
  const api = await apiFor(request)
  return submit(request, draftBulletinInput, {}, api.bulletin.draft, ({ id }) => `/bulletins/${id}`)
}

export default function BulletinsPage() {
  const t = useTranslations('bulletins')
  const { page, draft, paged } = useLoaderData<typeof loader>()
  const problem = useActionData<typeof action>()
  return (
    <Page title={t('title')} hint={t('hint')}>
      {draft && <DraftForm {...draft} problem={problem} />}
      <BulletinList rows={page.rows} empty={<EmptyState title={t('noneTitle')}>{t(draft ? 'noneHint' : 'noneReader')}</EmptyState>} />
      <Pager newer={paged ? '?' : null} older={page.next && `?after=${encodeURIComponent(page.next)}`} />
    </Page>
  )
}
