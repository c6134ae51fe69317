import { type ActionFunctionArgs, data, type LinksFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { outsideHeaders } from '~/api/outside.server'
import { linkView, openLinkByForm } from '~/api/sign-in.server'
import { NewPassword } from '~/components/me/new-password'
import { PasswordRules } from '~/components/me/password-rules'
import { Field, FormError, type Refused } from '~/components/ui/form'
import { Outside } from '~/components/ui/outside'
import stylesheet from '~/styles/me.css?url'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }]
export const headers = outsideHeaders
export const meta: MetaFunction = () => [{ title: '首次登录 · 账本' }]

/** Showing the page uses nothing up; only the form does. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const link = await linkView(request, params.token ?? '')
  return data(link, { status: !link ? 404 : link.demo && !link.demoHere ? 403 : 200 })
}

export function action({ request, params }: ActionFunctionArgs) {
  return openLinkByForm(request, params.token ?? '')
}

export default function LinkPage() {
  const link = useLoaderData<typeof loader>()
  const problem = useActionData<typeof action>()
  if (!link) return <Closed />
  return link.demo ? <Demo name={link.name} here={link.demoHere} problem={problem} /> : <NewStart link={link} problem={problem} />
}

type Open = NonNullable<ReturnType<typeof useLoaderData<typeof loader>>>

/** The first sign-in of somebody invited, or a new start of somebody who has a user name and keeps it. */
function NewStart({ link: { name, username, policy }, problem }: { link: Open; problem: Refused | undefined }) {
  const t = useTranslations('link')
  const asked = { label: t('username'), problem, autoComplete: 'username', required: true }
  return (
    <Outside title={username ? t('renewTitle') : t('title')}>
      <p>{t('greeting', { name })}</p>
      <p className="hint">{username ? `${t('renewExplain', { username })}${t('renewSecondFactor')}` : t('explain')}</p>
      <FormError problem={problem} />
      <Form method="post" reloadDocument>
        {username ? (
          <Field {...asked} name="known" defaultValue={username} readOnly />
        ) : (
          <Field {...asked} name="username" hint={t('usernameHint')} />
        )}
        <PasswordRules policy={policy} />
        <NewPassword password={t('password')} repeat={t('repeat')} problem={problem} />
        <button className="button" type="submit">
          {t('submit')}
        </button>
      </Form>
    </Outside>
  )
}

function Demo({ name, here, problem }: { name: string; here: boolean; problem: Refused | undefined }) {
  const t = useTranslations('link')
  return (
    <Outside title={t('demoTitle')}>
      <p>{t('greeting', { name })}</p>
      <p className="hint">{here ? t('demoExplain') : t('demoElsewhere')}</p>
      <FormError problem={problem} />
      {here && (
        <Form method="post" reloadDocument>
          <button className="button" type="submit">
            {t('demoSubmit')}
          </button>
        </Form>
      )}
    </Outside>
  )
}

function Closed() {
  const t = useTranslations('link')
  return (
    <Outside title={t('closedTitle')}>
      <p>{t('closed')}</p>
      <Link className="button" to="/sign-in">
        {t('toSignIn')}
      </Link>
    </Outside>
  )
}
