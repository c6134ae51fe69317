import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Moment } from '~/components/ui/figures'
import type { Role } from '~/domain/context'

export interface AboutMeParts {
  name: string
  username: string | null
  unitName: string | null
  roles: Role[]
  lastSignInAt: Date | null
}

/** Who the person is here and what their roles let them do. */
export function AboutMe({ me }: { me: AboutMeParts }) {
  const t = useTranslations('me')
  const roleName = useTranslations('frame.roles')
  return (
    <section className="panel" aria-labelledby="who">
      <h2 id="who">{t('who')}</h2>
      <dl className="facts">
        <Fact name={t('name')}>{me.name}</Fact>
        <Fact name={t('username')}>{me.username ?? t('noUsername')}</Fact>
        <Fact name={t('unit')}>{me.unitName ?? t('wholeInstallation')}</Fact>
        <Fact name={t('lastSignIn')}>{me.lastSignInAt ? <Moment at={me.lastSignInAt} /> : t('firstTime')}</Fact>
        {me.roles.length > 0 && (
          <Fact name={t('roles')} wide>
            {me.roles.map((role) => (
              <p key={role}>
                <strong>{roleName(role)}</strong> <span className="hint">{t(`roleMeans.${role}`)}</span>
              </p>
            ))}
          </Fact>
        )}
      </dl>
    </section>
  )
}

export function Fact({ name, wide, children }: { name: string; wide?: boolean; children: ReactNode }) {
  return (
    <div className={wide ? 'whole-fact' : undefined}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
