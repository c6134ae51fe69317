import { Form, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { ssoRefusalOf } from '~/domain/member/sso'

/** The way in by single sign-on: a link, since the content policy lets no form lead to another site. */
export function SsoButton({ label, to }: { label: string; to: string | null }) {
  const t = useTranslations('sso')
  const search = to ? `?${new URLSearchParams({ to })}` : ''
  return (
    <p className="sso">
      <span className="hint">{t('or')}</span>
      <a className="button quiet" href={`/sso/start${search}`}>
        {label}
      </a>
    </p>
  )
}

/** Why single sign-on did not work, or that it is bound now; told once in the address. */
export function SsoNotice() {
  const t = useTranslations('sso')
  const [search] = useSearchParams()
  const told = search.get('sso')
  const refused = ssoRefusalOf(told)
  if (refused) {
    return (
      <div className="form-error" role="alert">
        <p>{t(`refused.${refused}`)}</p>
      </div>
    )
  }
  return told === 'done' ? (
    <div className="done" role="status">
      <p>{t('done')}</p>
    </div>
  ) : null
}

/** Binds and unbinds the person themselves. `label` null: this installation has no single sign-on. */
export function SsoBinding({ label, bound }: { label: string | null; bound: boolean }) {
  const t = useTranslations('sso')
  if (bound) {
    return (
      <Form method="post" action="/me/unbind-sso">
        <button type="submit" className="button quiet">
          {t('unbind')}
        </button>
      </Form>
    )
  }
  if (!label) return null
  return (
    <p>
      <a href="/sso/start?bind">{t('bind', { label })}</a> <span className="hint">{t('bindHint', { label })}</span>
    </p>
  )
}
