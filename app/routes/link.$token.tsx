import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { linkView, openLinkByForm } from '~/api/sign-in.server'
import { Field, FormError, type Refused } from '~/components/ui/form'
import { Outside } from '~/components/ui/outside'

export const meta: MetaFunction = () => [{ title: '首次登录 · 账本' }]

/** Showing the page uses nothing up; only the form does. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const link = await linkView(request, params.token ?? '')
  return data(link, { status: link ? 200 : 404 })
}

export function action({ request, params }: ActionFunctionArgs) {
  return openLinkByForm(request, params.token ?? '')
}

export default function LinkPage() {
  const t = useTranslations('link')
  const link = useLoaderData<typeof loader>()
  const problem = useActionData<typeof action>()
  if (!link) return <Closed />
  return (
    <Outside title={link.demo ? t('demoTitle') : t('title')}>
      <p>{t('greeting', { name: link.name })}</p>
      <p className="hint">{link.demo ? t('demoExplain') : t('explain')}</p>
      <FormError problem={problem} />
      <Form method="post" reloadDocument>
        {!link.demo && <Credentials username={link.username} problem={problem} />}
        <button className="button" type="submit">
          {link.demo ? t('demoSubmit') : t('submit')}
        </button>
      </Form>
    </Outside>
  )
}

function Credentials({ username, problem }: { username: string | null; problem: Refused | undefined }) {
  const t = useTranslations('link')
  const name = { name: 'username', label: t('username'), hint: t('usernameHint'), autoComplete: 'username', defaultValue: username ?? '' }
  const secret = { type: 'password', autoComplete: 'new-password', required: true, problem }
  return (
    <>
      <Field {...name} problem={problem} required />
      <Field {...secret} name="password" label={t('password')} hint={t('passwordHint')} minLength={12} />
      <Field {...secret} name="repeat" label={t('repeat')} minLength={12} />
    </>
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
