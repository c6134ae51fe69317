import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { safePath } from '~/api/caller.server'
import { signedIn } from '~/api/context.server'
import { outsideHeaders } from '~/api/outside.server'
import { signInByForm } from '~/api/sign-in.server'
import { ssoButton } from '~/api/sso.server'
import { SsoButton, SsoNotice } from '~/components/people/sso'
import { Field, FormError } from '~/components/ui/form'
import { Outside } from '~/components/ui/outside'

export const headers = outsideHeaders
export const meta: MetaFunction = () => [{ title: '登录 · 账本' }]

export async function loader({ request }: LoaderFunctionArgs) {
  if (await signedIn(request)) throw redirect(safePath(new URL(request.url).searchParams.get('to')))
  return { sso: ssoButton() }
}

export function action({ request }: ActionFunctionArgs) {
  return signInByForm(request)
}

export default function SignInPage() {
  const t = useTranslations('signIn')
  const { sso } = useLoaderData<typeof loader>()
  const problem = useActionData<typeof action>()
  const [search] = useSearchParams()
  const to = search.get('to')
  return (
    <Outside title={t('title')}>
      {search.get('ended') === 'tries' && !problem && (
        <p role="alert" className="form-error">
          {t('endedByTries')}
        </p>
      )}
      {to && !problem && <p className="hint">{t('toReturn')}</p>}
      {!problem && <SsoNotice />}
      <FormError problem={problem && { ...problem, message: problem.reason === 'signIn.failed' ? t('failed') : problem.message }} />
      <Form method="post" reloadDocument>
        <input type="hidden" name="to" value={to ?? '/'} />
        <Field name="username" label={t('username')} problem={problem} autoComplete="username" required />
        <Field name="password" label={t('password')} problem={problem} type="password" autoComplete="current-password" required />
        <button className="button" type="submit">
          {t('submit')}
        </button>
      </Form>
      {sso && <SsoButton label={sso.label} to={to} />}
      <p className="hint">{t('noAccount')}</p>
      <p>
        <Link to="/privacy">{t('privacy')}</Link>
      </p>
    </Outside>
  )
}
