import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { apiFor } from '~/api/caller.server'
import { attempt, problem as formProblem, submit } from '~/api/form.server'
import { isUpload, receiveUpload } from '~/api/upload.server'
import { ImportList } from '~/components/import/import-list'
import { UploadForm } from '~/components/import/upload-form'
import { Page } from '~/components/ui/page'
import { Pager } from '~/components/ui/pager'
import { takeBackImportInput } from '~/domain/account/inputs'
import accountStyles from '~/styles/account.css?url'
import stylesheet from '~/styles/work.css?url'

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: accountStyles },
  { rel: 'stylesheet', href: stylesheet },
]
export const meta: MetaFunction = () => [{ title: '台账导入 · 账本' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const api = await apiFor(request)
  const before = new URL(request.url).searchParams.get('before')
  return { imports: await api.ledger.list(before ? { before } : {}), paged: before !== null }
}

export async function action({ request }: ActionFunctionArgs) {
  const api = await apiFor(request)
  if (!isUpload(request)) return submit(request, takeBackImportInput, {}, api.ledger.takeBack, '/import')
  const { values, upload, refused } = await receiveUpload(request, 'ledger.check')
  if (!upload) return refused
  if (values.kind === 'activity') {
    const check = () => api.activity.checkSheet(upload)
    return attempt(check, `/import/activity/${upload.fileHash}?name=${encodeURIComponent(upload.fileName)}`, values)
  }
  if (values.kind !== 'ledger') return formProblem(422, { values })
  return attempt(
    () => api.ledger.check(upload),
    (report) => `/import/${report.reportId}`,
    values,
  )
}

export default function ImportPage() {
  const t = useTranslations('imports')
  const { imports, paged } = useLoaderData<typeof loader>()
  const problem = useActionData<typeof action>()
  const takingBack = problem && 'importId' in problem.values
  return (
    <Page title={t('title')} hint={t('intro')}>
      <div className="columns">
        <UploadForm problem={takingBack ? undefined : problem} />
        <Templates />
      </div>
      <h2>{t('list.title')}</h2>
      <ImportList rows={imports.rows} problem={takingBack ? problem : undefined} />
      <Pager newer={paged ? '?' : null} older={imports.next && `?before=${encodeURIComponent(imports.next)}`} />
    </Page>
  )
}

function Templates() {
  const t = useTranslations('imports')
  return (
    <section className="panel" aria-labelledby="templates-title">
      <h2 id="templates-title">{t('templates')}</h2>
      <ul className="downloads">
        {(['ledger', 'statements', 'posts'] as const).map((kind) => (
          <li key={kind}>
            <a href={`/import/template?kind=${kind}`} download>
              {t(`templateOf.${kind}`)}
            </a>{' '}
            <span className="hint">.xlsx</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
