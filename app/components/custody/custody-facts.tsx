import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { type Messages, useTranslations } from 'use-intl'
import { type CustodyState, proofWays } from '~/domain/account/custody'

export interface CustodyParts {
  holder: string
  post: string | null
  phone: string | null
  phoneOwner: string | null
  deputy: string | null
  provenOn: string | null
  provenHow: string | null
  provenBy: string | null
}

interface CustodyFactsProps {
  custody: CustodyParts
  state: CustodyState
  proofDays: number
  /** The whole number, once asked for. */
  whole: string | null
  mayUnmask: boolean
}

/** Who holds an account now. */
export function CustodyFacts({ custody, state, proofDays, whole, mayUnmask }: CustodyFactsProps) {
  const t = useTranslations('custody')
  return (
    <section className="panel" aria-labelledby="facts">
      <h2 id="facts">{t('facts')}</h2>
      <dl className="facts">
        <Fact name="holder">{custody.holder}</Fact>
        <Fact name="post">{custody.post}</Fact>
        <Fact name="phone">
          <Phone masked={custody.phone} whole={whole} mayUnmask={mayUnmask} />
        </Fact>
        <Fact name="phoneOwner">{custody.phoneOwner}</Fact>
        <Fact name="deputy">{custody.deputy}</Fact>
        <Fact name="proof">
          <Proof custody={custody} />
        </Fact>
      </dl>
      {state === 'old' && <p className="notice-line">{t('proofOld', { days: String(proofDays) })}</p>}
    </section>
  )
}

function Fact({ name, children }: { name: keyof Messages['custody']['fields']; children: ReactNode }) {
  const t = useTranslations('custody')
  return (
    <div>
      <dt>{t(`fields.${name}`)}</dt>
      <dd>{children ?? <span className="unknown">{t('notGiven')}</span>}</dd>
    </div>
  )
}

export function Proof({ custody }: { custody: Pick<CustodyParts, 'provenOn' | 'provenHow' | 'provenBy'> }) {
  const t = useTranslations('custody')
  const way = proofWays.find((known) => known === custody.provenHow)
  if (!custody.provenOn) return <span className="unknown">{t('proofNever')}</span>
  return <>{t('proofText', { day: custody.provenOn, way: way ? t(`ways.${way}`) : '', by: custody.provenBy ?? '' })}</>
}

function Phone({ masked, whole, mayUnmask }: { masked: string | null; whole: string | null; mayUnmask: boolean }) {
  const t = useTranslations('custody')
  if (whole !== null) return <span role="status">{whole}</span>
  if (!masked) return <span className="unknown">{t('notGiven')}</span>
  if (!mayUnmask) return <>{masked}</>
  return (
    <Form method="post" preventScrollReset>
      {masked}{' '}
      <button className="button quiet" type="submit" name="intent" value="unmask" title={t('showPhoneHint')}>
        {t('showPhone')}
      </button>
    </Form>
  )
}
