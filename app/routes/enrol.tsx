import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { apiFor, requirePerson } from '~/api/caller.server'
import { proveByForm } from '~/api/prove-form.server'
import { CodeField } from '~/components/me/code-field'
import { Back, SignOutButton } from '~/components/me/leave'
import { QrCode } from '~/components/me/qr-code'
import { clockOf } from '~/components/ui/figures'
import { FormError } from '~/components/ui/form'
import { Outside } from '~/components/ui/outside'
import { dayOf } from '~/domain/calendar/day'
import { confirmEnrolmentInput } from '~/domain/member/inputs'
import { inGroups } from '~/domain/member/totp'
import stylesheet from '~/styles/me.css?url'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }]
export const meta: MetaFunction = () => [{ title: '设置动态验证码 · 账本' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await requirePerson(request, 'enrol')
  const api = await apiFor(request, 'enrol')
  return { ...(await api.me.enrol()), required: session.obligation !== null }
}

export function action({ request }: ActionFunctionArgs) {
  return proveByForm(request, confirmEnrolmentInput, { meeting: 'enrol' }, (api) => api.me.confirmEnrolment)
}

export default function EnrolPage() {
  const t = useTranslations('enrol')
  const { key, picture, enrolledAt, serverTime, required } = useLoaderData<typeof loader>()
  const problem = useActionData<typeof action>()
  return (
    <Outside title={t('title')}>
      <p>{required ? t('required') : enrolledAt ? t('again', { day: dayOf(enrolledAt) }) : t('optional')}</p>
      <FormError problem={problem} />
      <Form method="post" reloadDocument>
        <ol className="steps">
          <li>{t('stepApp')}</li>
          <li>
            {t('stepScan')}
            <QrCode picture={picture} label={t('picture')} />
            <p className="key">
              <span className="hint">{t('key')}</span> <code>{inGroups(key)}</code>
            </p>
          </li>
          <li>
            {t('stepCode')}
            <CodeField label={t('code')} problem={problem} />
            {enrolledAt && <CodeField name="current" label={t('current')} problem={problem} />}
          </li>
        </ol>
        <button className="button" type="submit">
          {t('submit')}
        </button>
      </Form>
      <p className="hint">{t('serverTime', { time: clockOf(serverTime) })}</p>
      {required ? <SignOutButton>{t('signOut')}</SignOutButton> : <Back>{t('back')}</Back>}
    </Outside>
  )
}
