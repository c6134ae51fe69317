import { useTranslations } from 'use-intl'
import type { PasswordPolicy } from '~/domain/member/password-policy'

/** What the server will ask of a new password, before it is typed. */
export function PasswordRules({ policy }: { policy: PasswordPolicy }) {
  const t = useTranslations('password.rules')
  return (
    <section className="rules" aria-labelledby="rules-title">
      <h2 id="rules-title">{t('title')}</h2>
      <ul>
        <li>{t('length', { min: policy.minLength })}</li>
        {policy.minClasses !== null && <li>{t('classes', { count: policy.minClasses })}</li>}
        {policy.usernameFragment !== null && <li>{t('username', { size: policy.usernameFragment })}</li>}
        <li>{t('guessed')}</li>
        {policy.history > 0 && <li>{t('history', { count: policy.history })}</li>}
        {policy.maxAgeDays !== null && <li>{t('change', { days: policy.maxAgeDays })}</li>}
      </ul>
    </section>
  )
}
