import { useTranslations } from 'use-intl'
import { DataTable } from '~/components/ui/data-table'
import { shortestDays, usualYears } from '~/domain/audit/retention'
import { heldFormRules } from '~/domain/member/held-form'
import { passwordPolicies } from '~/domain/member/password-policy'
import { sessionRules } from '~/domain/member/session'
import { forgottenAfterHours } from '~/domain/member/throttle'

const kept = ['entry', 'credentials', 'sessions', 'audit', 'failures', 'drafts', 'contacts', 'acts'] as const

/** The rules' own numbers. */
const numbers = {
  passwords: String(passwordPolicies.dengbao.history),
  ...{ idle: String(sessionRules.idleMinutes), absolute: String(sessionRules.absoluteHours), sessions: String(sessionRules.keptDays) },
  ...{ auditDays: String(shortestDays), auditYears: String(usualYears), throttleHours: String(forgottenAfterHours) },
  ...{ draftHours: String(heldFormRules.hours), drafts: String(heldFormRules.perPerson) },
}

/** What is kept about people, why and how long. */
export function PrivacyTable() {
  const t = useTranslations('privacy.what')
  return (
    <DataTable
      caption={t('title')}
      rows={[...kept]}
      rowKey={(key) => key}
      empty={null}
      columns={[
        { key: 'item', title: t('item'), names: true, cell: (key) => t(`${key}.item`) },
        { key: 'why', title: t('why'), cell: (key) => t(`${key}.why`) },
        { key: 'howLong', title: t('howLong'), cell: (key) => t(`${key}.howLong`, numbers) },
      ]}
    />
  )
}
