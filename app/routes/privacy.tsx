import type { LinksFunction, MetaFunction } from '@remix-run/node'
import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { outsideHeaders } from '~/api/outside.server'
import { PrivacyTable } from '~/components/people/privacy-table'
import { Outside } from '~/components/ui/outside'
import { idleRules } from '~/domain/member/idle'
import stylesheet from '~/styles/people.css?url'

export const headers = outsideHeaders
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }]
export const meta: MetaFunction = () => [{ title: '个人信息保护说明 · 账本' }]

/** Open to everybody. Every number is the rule's own. */
export default function PrivacyPage() {
  const t = useTranslations('privacy')
  return (
    <div className="privacy">
      <Outside title={t('title')}>
        <p>{t('lead')}</p>
        <h2>{t('what.title')}</h2>
        <PrivacyTable />
        <h2>{t('idle.title')}</h2>
        <p>{t('idle.text', { disable: String(idleRules.disableDays), warn: String(idleRules.warnDays) })}</p>
        <h2>{t('who.title')}</h2>
        <ul>
          {(['self', 'system', 'security', 'auditor', 'others', 'nobody'] as const).map((key) => (
            <li key={key}>{t(`who.${key}`)}</li>
          ))}
        </ul>
        <h2>{t('cookies.title')}</h2>
        <p>{t('cookies.text')}</p>
        <h2>{t('rights.title')}</h2>
        <ul>
          {(['see', 'correct', 'erase', 'complain'] as const).map((key) => (
            <li key={key}>{t(`rights.${key}`)}</li>
          ))}
        </ul>
        <p className="hint">{t('basis')}</p>
        <p>
          <Link to="/sign-in">{t('back')}</Link>
        </p>
      </Outside>
    </div>
  )
}
