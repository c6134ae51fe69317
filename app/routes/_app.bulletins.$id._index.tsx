import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { bulletinIdOf } from '~/api/bulletin-id.server'
import { apiFor } from '~/api/caller.server'
import { BulletinFigures } from '~/components/bulletin/bulletin-figures'
import { BulletinText } from '~/components/bulletin/bulletin-text'
import { FailingTable } from '~/components/bulletin/failing-table'
import { PartSection } from '~/components/bulletin/part-section'
import { PrintButton } from '~/components/bulletin/print-button'
import { UnknownTable } from '~/components/bulletin/unknown-table'
import { Moment } from '~/components/ui/figures'
import { Page } from '~/components/ui/page'
import accountStyles from '~/styles/account.css?url'
import stylesheet from '~/styles/bulletin.css?url'
import overviewStyles from '~/styles/overview.css?url'
import workStyles from '~/styles/work.css?url'

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: accountStyles },
  { rel: 'stylesheet', href: overviewStyles },
  { rel: 'stylesheet', href: workStyles },
  { rel: 'stylesheet', href: stylesheet },
]
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.bulletin.title ?? '季通报'} · 账本` }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const api = await apiFor(request)
  const id = bulletinIdOf(request, params)
  const [bulletin, unknown] = await Promise.all([api.bulletin.get({ id }), api.bulletin.rows({ id, levels: ['unknown'] })])
  return { bulletin, unknown: unknown.rows }
}

export default function BulletinPage() {
  const t = useTranslations('bulletins')
  const { bulletin, unknown } = useLoaderData<typeof loader>()
  const { id, figures, failing } = bulletin
  const part = { id, decimals: figures.decimals }
  return (
    <>
      <Link className="back" to="/bulletins">
        ← {t('back')}
      </Link>
      <Page title={bulletin.title} hint={<Origin bulletin={bulletin} />} actions={<Downloads id={id} />}>
        <BulletinFigures id={id} figures={figures} />
        <BulletinText text={bulletin.text} />
        <PartSection {...part} by="group" title={t('charts.group')} parts={figures.byGroup} />
        <PartSection {...part} by="tier" title={t('charts.tier')} parts={figures.byTier} />
        <PartSection {...part} by="unit" title={t('charts.unit')} parts={figures.byUnit} />
        <p className="hint">{t('sumNote')}</p>
        <h2>{t('failing')}</h2>
        <FailingTable failing={failing} />
        {figures.levels.unknown > 0 && (
          <>
            <h2>{t('unknown')}</h2>
            <UnknownTable id={id} rows={unknown} total={figures.levels.unknown} />
          </>
        )}
      </Page>
    </>
  )
}

type Bulletin = ReturnType<typeof useLoaderData<typeof loader>>['bulletin']

/** Draft and demo marks, and when its numbers were taken. */
function Origin({ bulletin: { text, draftedBy, draftedAt, figures } }: { bulletin: Bulletin }) {
  const t = useTranslations('bulletins')
  return (
    <>
      {text.marks.map((mark) => (
        <strong key={mark} className="bulletin-mark">
          {mark}
        </strong>
      ))}{' '}
      {t('drafted', { who: draftedBy })} <Moment at={draftedAt} />
      {figures.evaluatedAt && (
        <>
          {' · '}
          {t('evaluated')} <Moment at={new Date(figures.evaluatedAt)} />
        </>
      )}
    </>
  )
}

function Downloads({ id }: { id: string }) {
  const t = useTranslations('bulletins')
  return (
    <>
      <a className="button" href={`/bulletins/${id}/file?format=docx`} download>
        {t('docx')}
      </a>
      <a className="button quiet" href={`/bulletins/${id}/file?format=xlsx`} download>
        {t('xlsx')}
      </a>
      <PrintButton />
    </>
  )
}
