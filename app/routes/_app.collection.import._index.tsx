import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { apiFor } from '~/api/caller.server'
import { attempt } from '~/api/form.server'
import { requireRight } from '~/api/right.server'
import { receiveUpload } from '~/api/upload.server'
import { UploadPanel } from '~/components/import/upload-panel'
import { Page } from '~/components/ui/page'
import accountStyles from '~/styles/account.css?url'
import stylesheet from '~/styles/work.css?url'

export const links: LinksFunction = () => [accountStyles, stylesheet].map((href) => ({ rel: 'stylesheet', href }))
export const meta: MetaFunction = () => [{ title: '导入采集来源 · 账本' }]

export async function loader({ request }: LoaderFunctionArgs) {
  await requireRight(request, 'sourceSheet.check')
  return null
}

export async function action({ request }: ActionFunctionArgs) {
  const api = await apiFor(request)
  const { values, upload, refused } = await receiveUpload(request, 'sourceSheet.check')
  if (!upload) return refused
  const report = `/collection/import/${upload.fileHash}?name=${encodeURIComponent(upload.fileName)}`
  return attempt(() => api.sourceSheet.check(upload), report, values)
}

export default function SourceImportPage() {
  const t = useTranslations('sourceSheet')
  return (
    <>
      <Link className="back" to="/collection">
        ← {t('back')}
      </Link>
      <Page title={t('title')} hint={t('intro')}>
        <div className="columns">
          <UploadPanel title={t('sheet')} problem={useActionData<typeof action>()}>
            <p className="hint">{t('sheetHint')}</p>
          </UploadPanel>
          <section className="panel" aria-labelledby="template-title">
            <h2 id="template-title">{t('templateTitle')}</h2>
            <p className="hint">{t('templateHint')}</p>
            <a href="/collection/import/template" download>
              {t('template')}
            </a>{' '}
            <span className="hint">.xlsx</span>
          </section>
        </div>
      </Page>
    </>
  )
}
