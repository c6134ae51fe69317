import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Count } from '~/components/ui/figures'
import type { ContentClass } from '~/domain/account/account'

export interface Identity {
  platformName: string
  platformAccountId: string | null
  url: string | null
  certifiedSubject: string | null
  certified: boolean | null
  filingNo: string | null
  filedOn: string | null
  openedOn: string | null
  ceasedOn: string | null
  contentClass: ContentClass | null
  defaultClass: ContentClass
  followers: number | null
  followersOn: string | null
  unitName: string
  supervisorName: string | null
  field: string | null
  leader: string | null
  /** Masked by the server. */
  contactName: string | null
  contactPhone: string | null
}

/** What is registered about the account. What nobody gave is 未知, never empty. */
export function IdentityPanel({ identity }: { identity: Identity }) {
  const t = useTranslations('account')
  const word = useTranslations('word.contentClass')
  const own = identity.contentClass ? word(identity.contentClass) : t('byDefault', { value: word(identity.defaultClass) })
  return (
    <section className="panel">
      <h2>{t('identity')}</h2>
      <dl className="facts">
        <Fact name="platform">{identity.platformName}</Fact>
        <Fact name="platformAccountId">{identity.platformAccountId}</Fact>
        <Fact name="url">{identity.url && <AccountLink url={identity.url} />}</Fact>
        <Fact name="unit">{identity.unitName}</Fact>
        <Fact name="supervisor">{identity.supervisorName}</Fact>
        <Fact name="certifiedSubject">{identity.certifiedSubject}</Fact>
        <Fact name="certified">{identity.certified === null ? null : t(identity.certified ? 'yes' : 'no')}</Fact>
        <Fact name="filingNo">{identity.filingNo}</Fact>
        <Fact name="filedOn">{identity.filedOn}</Fact>
        <Fact name="openedOn">{identity.openedOn}</Fact>
        {identity.ceasedOn && <Fact name="ceasedOn">{identity.ceasedOn}</Fact>}
        <Fact name="contentClass">{own}</Fact>
        <Fact name="followers">
          {identity.followers !== null && (
            <>
              <Count value={identity.followers} />
              {identity.followersOn && <span className="hint"> {t('asOfDay', { day: identity.followersOn })}</span>}
            </>
          )}
        </Fact>
        {identity.field && <Fact name="field">{identity.field}</Fact>}
        <Fact name="leader">{identity.leader}</Fact>
        <Fact name="contact">{identity.contactName}</Fact>
        <Fact name="phone">{identity.contactPhone}</Fact>
      </dl>
    </section>
  )
}

type FactName =
  | Exclude<
      keyof Identity,
      'platformName' | 'unitName' | 'supervisorName' | 'contactName' | 'contactPhone' | 'defaultClass' | 'followersOn'
    >
  | 'platform'
  | 'unit'
  | 'supervisor'
  | 'contact'
  | 'phone'

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
