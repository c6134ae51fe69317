import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData, useParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { takeLink } from '~/api/handover.server'
import { requireRight } from '~/api/right.server'
import { CopyField } from '~/components/people/copy-field'
import { momentText } from '~/components/people/person-facts'
import { Page } from '~/components/ui/page'
import accountStyles from '~/styles/account.css?url'
import stylesheet from '~/styles/people.css?url'
import workStyles from '~/styles/work.css?url'

export const links: LinksFunction = () => [accountStyles, workStyles, stylesheet].map((href) => ({ rel: 'stylesheet', href }))
export const meta: MetaFunction = () => [{ title: '一次性链接 · 账本' }]

/** Shows the link that was just made, and takes it away with it. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireRight(request, 'member.issueLink')
  return takeLink(request, params.id ?? '')
}

/** Nothing on this page changes the link, and asking again would find it gone. */
export const shouldRevalidate = () => false

export default function HandoverPage() {
  const t = useTranslations('handover')
  const shown = useLoaderData<typeof loader>()
  const { id = '' } = useParams()
  return (
    <Page title={t('title')} {...(!shown && { hint: t('gone') })}>
      <div className="panel narrow-panel">{shown ? <Shown {...shown} /> : <p>{t('goneHint')}</p>}</div>
      <Link className="button quiet" to={`/people/${id}`}>
        {t('toPerson')}
      </Link>
    </Page>
  )
}

function Shown({ name, link, expiresAt }: { name: string; link: string; expiresAt: Date }) {
  const t = useTranslations('handover')
  return (
    <>
      <p className="notice-line">{t('only')}</p>
      <p>
        {t('forWhom')} <strong>{name}</strong>
      </p>
      <CopyField id="one-time-link" label={t('link')} value={link} copy={t('copy')} copied={t('copied')} />
      <p>{t('until', { moment: momentText(expiresAt) })}</p>
      <h2>{t('howTitle')}</h2>
      <ul className="explain">
        <li>{t('how.check')}</li>
        <li>{t('how.channel')}</li>
        <li>{t('how.lost')}</li>
      </ul>
    </>
  )
}
