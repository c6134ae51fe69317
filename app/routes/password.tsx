import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { requirePerson } from '~/api/caller.server'
import { proveByForm } from '~/api/prove-form.server'
import { passwordRules } from '~/api/sign-in.server'
import { Back, SignOutButton } from '~/components/me/leave'
import { NewPassword } from '~/components/me/new-password'
import { PasswordRules } from '~/components/me/password-rules'
import { Field, FormError } from '~/components/ui/form'
import { Outside } from '~/components/ui/outside'
import { changePasswordInput } from '~/domain/member/inputs'
import stylesheet from '~/styles/me.css?url'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }]
export const meta: MetaFunction = () => [{ title: '修改密码 · 账本' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await requirePerson(request, 'password')
  return { policy: passwordRules(), expired: session.obligation !== null }
}

export function action({ request }: ActionFunctionArgs) {
  return proveByForm(request, changePasswordInput, { meeting: 'password' }, (api) => api.me.changePassword)
}

export default function PasswordPage() {
  const t = useTranslations('password')
  const { policy, expired } = useLoaderData<typeof loader>()
  const problem = useActionData<typeof action>()
  return (
    <Outside title={t('title')}>
      <p>{expired ? t('expired') : t('explain')}</p>
      <FormError problem={problem} />
      <Form method="post" reloadDocument>
        <Field name="current" label={t('current')} problem={problem} type="password" autoComplete="current-password" required />
        <PasswordRules policy={policy} />
        <NewPassword password={t('password')} repeat={t('repeat')} problem={problem} />
        <button className="button" type="submit">
          {t('submit')}
        </button>
      </Form>
      {expired ? <SignOutButton>{t('signOut')}</SignOutButton> : <Back>{t('back')}</Back>}
    </Outside>
  )
}
