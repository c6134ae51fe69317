import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import type { Standing } from '~/domain/account/account'
import type { FilingKind } from '~/domain/filing/filing'

/** What can be filed about an account as it stands. */
const kindsFor: Record<Standing, readonly FilingKind[]> = {
  REGISTERED: ['change', 'shutdown', 'merge', 'cancel'],
  ANNOUNCING: ['change'],
  SHUT: ['cancel'],
  CANCELLED: [],
  UNFILED: ['cancel'],
}

/** The ways from an account to a filing about it. */
export function AccountFilingLinks({ account }: { account: { id: string; standing: Standing } }) {
  const t = useTranslations('filing')
  return (
    <>
      {kindsFor[account.standing].map((kind) => (
        <Link key={kind} className="button quiet" to={`/filings/new?kind=${kind}&account=${account.id}`}>
          {t(`kindTitles.${kind}`)}
        </Link>
      ))}
    </>
  )
}
