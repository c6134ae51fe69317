import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { type Api, apiFor, requirePerson } from '~/api/caller.server'
import { refusalResponse } from '~/api/errors.server'
import { answerCredential } from '~/api/source-form.server'
import { CredentialForm, CredentialKind } from '~/components/collection/credential-form'
import { type CredentialQuery, credentialQueryOf, credentialsAddress } from '~/components/collection/credential-query'
import { CredentialSearch } from '~/components/collection/credential-search'
import { CredentialTable } from '~/components/collection/credential-table'
import { DoneNote } from '~/components/collection/done-note'
import { EmptyState } from '~/components/ui/empty-state'
import { Page } from '~/components/ui/page'
import { Pager } from '~/components/ui/pager'
import { may } from '~/domain/member/access'
import accountStyles from '~/styles/account.css?url'
import stylesheet from '~/styles/collection.css?url'
import workStyles from '~/styles/work.css?url'

export const links: LinksFunction = () => [accountStyles, workStyles, stylesheet].map((href) => ({ rel: 'stylesheet', href }))
export const meta: MetaFunction = () => [{ title: '采集授权 · 账本' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const { actor } = await requirePerson(request)
  const api = await apiFor(request)
  const asked = credentialQueryOf(new URL(request.url).searchParams)
  const { q, after } = asked
  const page = await api.source.credentials({ ...(q && { q }), ...(after && { after }) })
  return { asked, page, edited: await editedBy(api, asked), mayList: may(actor.roles, 'source.list'), now: new Date() }
}

/** What the form in the address is for: `?replace=` one that is kept, on whatever page it stands, or `?kind=` a new one. */
async function editedBy(api: Api, { replace, kind }: CredentialQuery) {
  const standing = replace ? (await api.source.credentials({ id: replace })).rows[0] : undefined
  if (standing) return { kind: standing.kind, standing }
  return kind ? { kind, standing: null } : null
}

export async function action({ request }: ActionFunctionArgs) {
  const api = await apiFor(request)
  const asked = credentialQueryOf(new URL(request.url).searchParams)
  const edited = await editedBy(api, asked)
  if (!edited) throw refusalResponse(404, {}, request)
  const saved = credentialsAddress({ ...(asked.q && { q: asked.q }), done: 'saved' })
  return answerCredential(api, request, edited.kind, edited.standing?.id, saved)
}

export default function CredentialsPage() {
  const t = useTranslations('collection')
  const { asked, page, edited, mayList, now } = useLoaderData<typeof loader>()
  const { q, after } = asked
  const found = { ...(q && { q }) }
  const problem = useActionData<typeof action>()
  return (
    <>
      {mayList && (
        <Link className="back" to="/collection">
          ← {t('back')}
        </Link>
      )}
      <Page title={t('credential.title')} hint={t('credential.hint')}>
        <DoneNote />
        {edited ? <CredentialForm key={edited.standing?.id ?? edited.kind} {...edited} problem={problem} /> : <CredentialKind />}
        {(q || page.total > 0) && <CredentialSearch q={q} />}
        <p className="count-line" role="status">
          {t('credential.found', { count: page.total })}
        </p>
        <CredentialTable
          {...{ rows: page.rows, now, mayList }}
          replaceAt={(replace) => credentialsAddress({ ...found, ...(after && { after }), replace })}
          empty={<NoneFound searched={Boolean(q)} />}
        />
        <Pager newer={after ? credentialsAddress(found) : null} older={page.next && credentialsAddress({ ...found, after: page.next })} />
      </Page>
    </>
  )
}

function NoneFound({ searched }: { searched: boolean }) {
  const t = useTranslations('collection.credential')
  return <EmptyState title={t(searched ? 'notFoundTitle' : 'noneTitle')}>{t(searched ? 'notFoundHint' : 'noneHint')}</EmptyState>
}
