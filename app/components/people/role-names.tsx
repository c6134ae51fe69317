import { useTranslations } from 'use-intl'
import type { Role } from '~/domain/context'

/** A person's roles in one line. */
export function RoleNames({ roles }: { roles: readonly Role[] }) {
  const t = useTranslations('frame.roles')
  const none = useTranslations('people')('noRole')
  if (roles.length === 0) return <span className="unknown">{none}</span>
  return <>{roles.map((role) => t(role)).join('、')}</>
}
