import { type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { requirePerson, safePath } from '~/api/caller.server'
import { outsideHeaders } from '~/api/outside.server'
import { proveByForm } from '~/api/prove-form.server'
import { CodeField } from '~/components/me/code-field'
import { SignOutButton } from '~/components/me/leave'
import { clockOf } from '~/components/ui/figures'
import { FormError } from '~/components/ui/form'
import { Outside } from '~/components/ui/outside'
import { codeInput } from '~/domain/member/inputs'
import stylesheet from '~/styles/me.css?url'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }]
export const headers = outsideHeaders
export const meta: MetaFunction = () => [{ title: '动态验证码 · 账本' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await requirePerson(request, 'secondFactor')
  if (!session.obligation) throw redirect(safePath(new URL(request.url).searchParams.get('to')))
  return { now: new Date() }
}

export function action({ request }: ActionFunctionArgs) {
  return proveByForm(request, codeInput, { meeting: 'secondFactor' }, (api) => api.me.giveSecondFactor)
}

export default function SecondFactorPage() {
  const t = useTranslations('secondFactor')
  const { now } = useLoaderData<typeof loader>()
  const problem = useActionData<typeof action>()
  return (
    <Outside title={t('title')}>
      <p>{t('explain')}</p>
      <FormError problem={problem} />
      <Form method="post" reloadDocument>
        <CodeField label={t('code')} problem={problem} />
        <button className="button" type="submit">
          {t('submit')}
        </button>
      </Form>
      <p className="hint">{t('serverTime', { time: clockOf(now) })}</p>
      <p className="hint">{t('lost')}</p>
      <SignOutButton>{t('signOut')}</SignOutButton>
    </Outside>
  )
}
