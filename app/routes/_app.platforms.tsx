import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { apiFor, requirePerson } from '~/api/caller.server'
import { submit } from '~/api/form.server'
import { PlatformForm } from '~/components/platform/platform-form'
import { PlatformTable } from '~/components/platform/platform-table'
import { Page } from '~/components/ui/page'
import { savePlatformInput } from '~/domain/account/inputs'
import { may } from '~/domain/member/access'
import stylesheet from '~/styles/account.css?url'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }]
export const meta: MetaFunction = () => [{ title: '平台目录 · 账本' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const { actor, scope } = await requirePerson(request)
  const api = await apiFor(request)
  return { platforms: await api.platform.list(), mayEdit: may(actor.roles, 'platform.save', scope.path) }
}

/** As the form sends it: one entry a line. */
const lines = z.string().default('')
const form = savePlatformInput.extend({ aliases: lines, urlPatterns: lines, active: z.enum(['true', 'false']) })

export async function action({ request }: ActionFunctionArgs) {
  const api = await apiFor(request)
  const code = new URL(request.url).searchParams.get('edit') ?? ''
  const save = (typed: z.input<typeof form>) =>
    api.platform.save({
      ...typed,
      aliases: entries(typed.aliases),
      urlPatterns: entries(typed.urlPatterns),
      active: typed.active === 'true',
    })
  return submit(request, form, { code }, save, '/platforms')
}

function entries(text = ''): string[] {
  const found = text.split(/\r?\n/).map((line) => line.trim())
  return found.filter((line) => line !== '')
}

export default function PlatformsPage() {
  const t = useTranslations('platforms')
  const { platforms, mayEdit } = useLoaderData<typeof loader>()
  const problem = useActionData<typeof action>()
  const [search] = useSearchParams()
  const edited = mayEdit ? platforms.find((platform) => platform.code === search.get('edit')) : undefined
  return (
    <Page title={t('title')} hint={t('intro')}>
      <ul className="explain">
        <li>{t('uniquenessExplain')}</li>
        <li>{t('bulletinExplain')}</li>
        <li>{t('classExplain')}</li>
      </ul>
      {edited && <PlatformForm key={edited.code} platform={edited} all={platforms} problem={problem} />}
      <div className="platforms">
        <PlatformTable platforms={platforms} mayEdit={mayEdit} />
      </div>
    </Page>
  )
}
