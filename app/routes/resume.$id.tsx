import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { requirePerson } from '~/api/caller.server'
import { heldForm } from '~/api/resume.server'
import { Outside } from '~/components/ui/outside'

export const meta: MetaFunction = () => [{ title: '继续提交 · 账本' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requirePerson(request)
  return heldForm(request, params.id ?? '')
}

/** Back from signing in again: what was typed, once more, to be sent or left. */
export default function ResumePage() {
  const t = useTranslations('resume')
  const { path, fields } = useLoaderData<typeof loader>()
  const [page = '/'] = path.split('?')
  const held = fields.map(([name, value], at) => ({ key: `${at} ${name}`, name, value }))
  const typed = held.filter(({ name, value }) => name !== 'intent' && value.trim() !== '')
  return (
    <Outside title={t('title')}>
      <p>{t('explain')}</p>
      <ul className="held">
        {typed.map(({ key, value }) => (
          <li key={key}>{value}</li>
        ))}
      </ul>
      <form method="post" action={path}>
        {held.map(({ key, name, value }) => (
          <input key={key} type="hidden" name={name} value={value} />
        ))}
        <button className="button" type="submit">
          {t('send')}
        </button>
      </form>
      <p className="hint">
        {t('files')} <Link to={page}>{t('leave')}</Link>
      </p>
    </Outside>
  )
}
