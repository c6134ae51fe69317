import type { ReactNode } from 'react'
import { type Messages, useTranslations } from 'use-intl'
import { Count } from '~/components/ui/figures'
import type { ContentClass } from '~/domain/account/account'

export interface Identity {
  platform: { name: string; defaultClass: ContentClass }
  platformAccountId: string | null
  url: string | null
  certifiedSubject: string | null
  certified: boolean | null
  filingNo: string | null
  filedOn: string | null
  openedOn: string | null
  ceasedOn: string | null
  contentClass: ContentClass | null
  followers: number | null
  followersOn: string | null
  unit: { id: string; name: string }
  supervisorName: string | null
  field: string | null
  leader: string | null
  /** Masked by the server; null for those it is not shown to. */
  contact: { name: string | null; phone: string | null } | null
}

/** What is registered about the account. What nobody gave is 未知, never empty. */
export function IdentityPanel({ account, phone }: { account: Identity; phone: ReactNode }) {
  const t = useTranslations('account')
  const word = useTranslations('word.contentClass')
  const own = account.contentClass ? word(account.contentClass) : t('byDefault', { value: word(account.platform.defaultClass) })
  return (
    <section className="panel">
      <h2>{t('identity')}</h2>
      <dl className="facts">
        <Fact name="platform">{account.platform.name}</Fact>
        <Fact name="platformAccountId">{account.platformAccountId}</Fact>
        <Fact name="url">{account.url && <AccountLink url={account.url} />}</Fact>
        <Fact name="unit">{account.unit.name}</Fact>
        <Fact name="supervisor">{account.supervisorName}</Fact>
        <Fact name="certifiedSubject">{account.certifiedSubject}</Fact>
        <Fact name="certified">{account.certified === null ? null : t(account.certified ? 'yes' : 'no')}</Fact>
        <Fact name="filingNo">{account.filingNo}</Fact>
        <Fact name="filedOn">{account.filedOn}</Fact>
        <Fact name="openedOn">{account.openedOn}</Fact>
        {account.ceasedOn && <Fact name="ceasedOn">{account.ceasedOn}</Fact>}
        <Fact name="contentClass">{own}</Fact>
        <Fact name="followers">
          {account.followers !== null && (
            <>
              <Count value={account.followers} />
              {account.followersOn && <span className="hint"> {t('asOfDay', { day: account.followersOn })}</span>}
            </>
          )}
        </Fact>
        {account.field && <Fact name="field">{account.field}</Fact>}
        <Fact name="leader">{account.leader}</Fact>
        {account.contact && <Fact name="contact">{account.contact.name}</Fact>}
        {account.contact && <Fact name="phone">{phone}</Fact>}
      </dl>
    </section>
  )
}

type FactName = keyof Messages['account']['fields']

function Fact({ name, children }: { name: FactName; children: ReactNode }) {
  const t = useTranslations('account')
  return (
    <div>
      <dt>{t(`fields.${name}`)}</dt>
      <dd>{children || <span className="unknown">{t('unknown')}</span>}</dd>
    </div>
  )
}

/** A link only where the address is one a browser may open. */
function AccountLink({ url }: { url: string }) {
  if (!/^https?:\/\//.test(url)) return <span>{url}</span>
  return (
    <a href={url} rel="noreferrer">
      {url}
    </a>
  )
}
