import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { apiFor } from '~/api/caller.server'
import { RightsTables } from '~/components/people/rights-table'
import { Page } from '~/components/ui/page'
import stylesheet from '~/styles/people.css?url'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }]
export const meta: MetaFunction = () => [{ title: '权限一览 · 账本' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const api = await apiFor(request)
  return api.member.rights()
}

export default function RightsPage() {
  const t = useTranslations('rights')
  const rights = useLoaderData<typeof loader>()
  return (
    <Page title={t('title')} hint={t('hint')}>
      <div className="rights">
        <RightsTables rights={rights} />
      </div>
    </Page>
  )
}
