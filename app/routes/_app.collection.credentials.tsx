import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { type Api, apiFor, requirePerson } from '~/api/caller.server'
import { refusalResponse } from '~/api/errors.server'
import { answerCredential } from '~/api/source-form.server'
import { CredentialForm, CredentialKind } from '~/components/collection/credential-form'
import { CredentialTable } from '~/components/collection/credential-table'
import { DoneNote } from '~/components/collection/done-note'
import { Page } from '~/components/ui/page'
import { collectedKinds, kindFacts } from '~/domain/activity/kind'
import { may } from '~/domain/member/access'
import accountStyles from '~/styles/account.css?url'
import stylesheet from '~/styles/collection.css?url'
import workStyles from '~/styles/work.css?url'

export const links: LinksFunction = () => [accountStyles, workStyles, stylesheet].map((href) => ({ rel: 'stylesheet', href }))
export const meta: MetaFunction = () => [{ title: '采集授权 · 账本' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const { actor } = await requirePerson(request)
  const { rows, edited } = await read(await apiFor(request), request)
  return { rows, edited, mayList: may(actor.roles, 'source.list'), now: new Date() }
}

/** The list, and what the form in the address is for: `?replace=` one of it, or `?kind=` a new one. */
async function read(api: Api, request: Request) {
  const search = new URL(request.url).searchParams
  const rows = await api.source.credentials()
  const standing = rows.find(({ id }) => id === search.get('replace')) ?? null
  const kind = standing?.kind ?? collectedKinds.find((known) => known === search.get('kind') && kindFacts[known].credential)
  return { rows, edited: kind ? { kind, standing } : null }
}

export async function action({ request }: ActionFunctionArgs) {
  const api = await apiFor(request)
  const { edited } = await read(api, request)
  if (!edited) throw refusalResponse(404, {}, request)
  return answerCredential(api, request, edited.kind, edited.standing?.id, '/collection/credentials?done=saved')
}

export default function CredentialsPage() {
  const t = useTranslations('collection')
  const { rows, edited, mayList, now } = useLoaderData<typeof loader>()
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
        <CredentialTable rows={rows} now={now} mayList={mayList} />
      </Page>
    </>
  )
}
