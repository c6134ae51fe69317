import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { apiFor } from '~/api/caller.server'
import { AuditFilters } from '~/components/audit/audit-filters'
import { auditAddress, auditQueryOf, edgeOf } from '~/components/audit/audit-query'
import { AuditTable } from '~/components/audit/audit-table'
import { ExportForm } from '~/components/audit/export-form'
import { ProofPanel, VerifyButton } from '~/components/audit/proof-panel'
import { EmptyState } from '~/components/ui/empty-state'
import { Page } from '~/components/ui/page'
import { Pager } from '~/components/ui/pager'
import accountStyles from '~/styles/account.css?url'
import auditStyles from '~/styles/audit.css?url'
import stylesheet from '~/styles/work.css?url'

export const links: LinksFunction = () => [accountStyles, stylesheet, auditStyles].map((href) => ({ rel: 'stylesheet', href }))
export const meta: MetaFunction = () => [{ title: '审计 · 账本' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const api = await apiFor(request)
  const { searchParams } = new URL(request.url)
  const query = auditQueryOf(searchParams)
  const [after, before] = [edgeOf(searchParams, 'after'), edgeOf(searchParams, 'before')]
  const page = await api.audit.list({ ...query, ...(before ? { before } : after && { after }) })
  return { query, page, tooMany: searchParams.get('problem') === 'tooMany' }
}

/** The one thing to do here: have the audit checked. */
export async function action({ request }: ActionFunctionArgs) {
  const api = await apiFor(request)
  return api.audit.verify()
}

export default function AuditPage() {
  const t = useTranslations('audit')
  const { query, page, tooMany } = useLoaderData<typeof loader>()
  const proof = useActionData<typeof action>()
  const narrowed = Object.keys(query).length > 0
  return (
    <Page
      title={t('title')}
      hint={t('hint')}
      actions={
        <>
          <VerifyButton />
          <ExportForm query={query} />
        </>
      }
    >
      {proof && <ProofPanel proof={proof} />}
      {tooMany && (
        <div className="form-error" role="alert">
          <p>{t('tooMany')}</p>
        </div>
      )}
      <AuditFilters query={query} />
      <AuditTable
        rows={page.rows}
        empty={<EmptyState title={t(narrowed ? 'noMatchTitle' : 'noneTitle')}>{t(narrowed ? 'noMatchHint' : 'noneHint')}</EmptyState>}
      />
      <Pager
        newer={page.previous === null ? null : auditAddress(query, { before: String(page.previous) })}
        older={page.next === null ? null : auditAddress(query, { after: String(page.next) })}
      />
    </Page>
  )
}
