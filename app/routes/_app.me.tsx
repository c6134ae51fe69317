import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { apiFor } from '~/api/caller.server'
import { submit } from '~/api/form.server'
import { ssoButton } from '~/api/sso.server'
import { AboutMe } from '~/components/me/about-me'
import { SessionTable } from '~/components/me/session-table'
import { SigningIn } from '~/components/me/signing-in'
import { SsoNotice } from '~/components/people/sso'
import { FormError } from '~/components/ui/form'
import { Page } from '~/components/ui/page'
import { endOwnSessionInput } from '~/domain/member/inputs'
import accountStyles from '~/styles/account.css?url'
import stylesheet from '~/styles/me.css?url'
import workStyles from '~/styles/work.css?url'

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: accountStyles },
  { rel: 'stylesheet', href: workStyles },
  { rel: 'stylesheet', href: stylesheet },
]
export const meta: MetaFunction = () => [{ title: '我的账户 · 账本' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const api = await apiFor(request)
  return { me: await api.me.get(), sso: ssoButton() }
}

export async function action({ request }: ActionFunctionArgs) {
  const api = await apiFor(request)
  return submit(request, endOwnSessionInput, {}, api.me.endSession, '/me')
}

export default function MePage() {
  const t = useTranslations('me')
  const { me, sso } = useLoaderData<typeof loader>()
  const problem = useActionData<typeof action>()
  return (
    <Page title={t('title')}>
      <SsoNotice />
      {me.roles.length === 0 && (
        <section className="panel notice" aria-labelledby="no-roles">
          <h2 id="no-roles">{t('noRoles')}</h2>
          <p>{t('noRolesExplain')}</p>
        </section>
      )}
      <AboutMe me={me} />
      <SigningIn me={me} sso={sso} />
      <section className="panel" aria-labelledby="sessions">
        <h2 id="sessions">{t('sessions')}</h2>
        <p className="hint">{t('sessionsExplain')}</p>
        <FormError problem={problem} />
        <SessionTable sessions={me.sessions} />
      </section>
      <section className="panel" aria-labelledby="data">
        <h2 id="data">{t('data')}</h2>
        <p className="hint">{t('dataExplain')}</p>
        <form method="post" action="/me/export" className="form-actions">
          <button type="submit" className="button quiet">
            {t('export')}
          </button>
          <Link to="/privacy">{t('privacy')}</Link>
        </form>
      </section>
    </Page>
  )
}
