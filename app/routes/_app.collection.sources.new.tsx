import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { apiFor } from '~/api/caller.server'
import { refusalResponse } from '~/api/errors.server'
import { uuidOr404 } from '~/api/filing-id.server'
import { requireRight } from '~/api/right.server'
import { answerNewSource } from '~/api/source-form.server'
import { KindChoice } from '~/components/collection/kind-choice'
import { NewSource } from '~/components/collection/new-source'
import { EmptyState } from '~/components/ui/empty-state'
import { Page } from '~/components/ui/page'
import { collectedKinds, kindFacts, type SourceKind } from '~/domain/activity/kind'
import accountStyles from '~/styles/account.css?url'
import stylesheet from '~/styles/collection.css?url'
import workStyles from '~/styles/work.css?url'

export const links: LinksFunction = () => [accountStyles, workStyles, stylesheet].map((href) => ({ rel: 'stylesheet', href }))
export const meta: MetaFunction = () => [{ title: '添加采集来源 · 账本' }]

export async function loader({ request }: LoaderFunctionArgs) {
  await requireRight(request, 'source.add')
  const api = await apiFor(request)
  const { accountId, kind } = askedFor(request)
  if (accountId === null) return { account: null, kind: null, kept: none }
  const { id, name, platform, unit } = await api.account.get({ id: uuidOr404(accountId) })
  const asked = kind && kindFacts[kind].credential
  const kept = asked ? await api.source.credentials({ kind, unit: unit.id, limit: 200 }) : none
  return { account: { id, name, platform, unit }, kind, kept }
}

const none = { rows: [], total: 0 }

function askedFor(request: Request): { accountId: string | null; kind: SourceKind | null } {
  const search = new URL(request.url).searchParams
  return { accountId: search.get('account'), kind: collectedKinds.find((kind) => kind === search.get('kind')) ?? null }
}

export async function action({ request }: ActionFunctionArgs) {
  const api = await apiFor(request)
  const { accountId, kind } = askedFor(request)
  if (accountId === null || kind === null) throw refusalResponse(404, {}, request)
  return answerNewSource(api, request, uuidOr404(accountId), kind)
}

export default function NewSourcePage() {
  const t = useTranslations('collection.add')
  const { account, kind, kept } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  if (!account) {
    const toAccounts = (
      <Link className="button" to="/accounts">
        {t('toAccounts')}
      </Link>
    )
    return (
      <Page title={t('title')}>
        <EmptyState title={t('noAccount')} action={toAccounts}>
          {t('noAccountHint')}
        </EmptyState>
      </Page>
    )
  }
  return (
    <>
      <Link className="back" to={`/accounts/${account.id}`}>
        ← {t('back')}
      </Link>
      <Page title={t('title')} hint={`${account.name} · ${account.platform.name} · ${account.unit.name}`}>
        {kind ? (
          <NewSource key={kind} accountId={account.id} kind={kind} kept={kept} answer={answer} />
        ) : (
          <KindChoice accountId={account.id} platform={account.platform} />
        )}
      </Page>
    </>
  )
}
