import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { apiFor } from '~/api/caller.server'
import { AuditFacts } from '~/components/audit/audit-facts'
import { auditAddress } from '~/components/audit/audit-query'
import { Page } from '~/components/ui/page'
import { actionLabel } from '~/domain/audit/actions'
import accountStyles from '~/styles/account.css?url'
import auditStyles from '~/styles/audit.css?url'

export const links: LinksFunction = () => [accountStyles, auditStyles].map((href) => ({ rel: 'stylesheet', href }))
export const meta: MetaFunction = () => [{ title: '审计记录 · 账本' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const api = await apiFor(request)
  const seq = Number(params.seq)
  if (!Number.isSafeInteger(seq) || seq < 1) throw new Response(null, { status: 404 })
  return api.audit.get({ seq })
}

export default function AuditEventPage() {
  const t = useTranslations('audit')
  const row = useLoaderData<typeof loader>()
  const { subjectType, subjectId, actorId } = row
  return (
    <>
      <Link className="back" to="/audit">
        {t('back')}
      </Link>
      <Page
        title={t('one', { seq: row.seq, action: actionLabel(row.action) })}
        actions={
          <>
            {subjectId !== null && (
              <Link className="button quiet" to={auditAddress({ subjectType, subjectId })}>
                {t('ofSubject')}
              </Link>
            )}
            {actorId !== null && (
              <Link className="button quiet" to={auditAddress({ person: actorId })}>
                {t('ofPerson')}
              </Link>
            )}
          </>
        }
      >
        <AuditFacts row={row} />
      </Page>
    </>
  )
}
