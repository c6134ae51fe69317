import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { SsoBinding } from '~/components/people/sso'
import { dayOf } from '~/domain/calendar/day'
import { Fact } from './about-me'

export interface SigningInParts {
  demo: boolean
  password: { changedAt: Date | null; endsAt: Date | null } | null
  secondFactor: { enrolledAt: Date | null; required: boolean }
  identities: { issuer: string; at: Date }[]
}

/** How the person proves who they are, and where to change it. */
export function SigningIn({ me, sso }: { me: SigningInParts; sso: { label: string } | null }) {
  const t = useTranslations('me')
  const { password, secondFactor, identities, demo } = me
  return (
    <section className="panel" aria-labelledby="signing-in">
      <h2 id="signing-in">{t('signingIn')}</h2>
      <dl className="facts">
        <Fact name={t('password')}>
          {password ? <Password {...password} /> : t('noPassword')}
          {password && (
            <p>
              <Link to="/password?to=/me">{t('changePassword')}</Link>
            </p>
          )}
        </Fact>
        <Fact name={t('secondFactor')}>
          {secondFactor.enrolledAt ? t('secondFactorOn', { day: dayOf(secondFactor.enrolledAt) }) : t('secondFactorOff')}
          {secondFactor.required && !demo && <span className="hint"> {t('secondFactorRequired')}</span>}
          {!demo && (
            <p>
              <Link to="/enrol?to=/me">{secondFactor.enrolledAt ? t('setUpAgain') : t('setUp')}</Link>
            </p>
          )}
        </Fact>
        {identities.map(({ issuer, at }) => (
          <Fact key={issuer} name={t('sso')}>
            {t('ssoLinked', { day: dayOf(at) })} <span className="hint">{issuer}</span>
            <SsoBinding label={null} bound />
          </Fact>
        ))}
        {sso && identities.length === 0 && !demo && (
          <Fact name={t('sso')}>
            <SsoBinding label={sso.label} bound={false} />
          </Fact>
        )}
      </dl>
    </section>
  )
}

function Password({ changedAt, endsAt }: { changedAt: Date | null; endsAt: Date | null }) {
  const t = useTranslations('me')
  const set = changedAt && t('passwordSet', { day: dayOf(changedAt) })
  const ends = endsAt && t('passwordEnds', { day: dayOf(endsAt) })
  return <>{[set, ends].filter(Boolean).join('，')}</>
}
