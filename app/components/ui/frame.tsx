import { Link, NavLink } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { Role } from '~/domain/context'
import { LanguageSwitch } from './language-switch'
import { screensFor } from './navigation'

export interface FramePerson {
  name: string
  roles: readonly Role[]
  unitName: string | null
  demo: boolean
  /** Days left of a password that ends soon. */
  passwordDays: number | null
}

/** What stands around every signed-in screen: product, navigation, person. The narrow menu is a <details>: it opens without JavaScript. */
export function Frame({ person, children }: { person: FramePerson; children: ReactNode }) {
  const t = useTranslations('frame')
  return (
    <>
      <a className="skip" href="#main">
        {t('skip')}
      </a>
      {person.demo && <p className="demo-strip">{t('demo')}</p>}
      {person.passwordDays !== null && (
        <p className="demo-strip">
          {t('passwordEnds', { days: person.passwordDays })} <Link to="/password?to=/me">{t('changePassword')}</Link>
        </p>
      )}
      <header className="frame">
        <NavLink to="/" className="brand" end>
          {t('product')}
        </NavLink>
        <nav className="frame-nav wide" aria-label={t('mainNavigation')}>
          <Screens roles={person.roles} />
        </nav>
        <div className="wide">
          <Person person={person} />
        </div>
        <details className="frame-menu narrow" key={person.name}>
          <summary>{t('menu')}</summary>
          <nav className="frame-nav" aria-label={t('mainNavigation')}>
            <Screens roles={person.roles} />
          </nav>
          <Person person={person} />
        </details>
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
    </>
  )
}

function Screens({ roles }: { roles: readonly Role[] }) {
  const t = useTranslations('frame.nav')
  return (
    <ul>
      {screensFor(roles).map((screen) => (
        <li key={screen.to}>
          <NavLink to={screen.to} end={screen.to === '/'} onClick={closeMenu}>
            {t(screen.text)}
          </NavLink>
        </li>
      ))}
    </ul>
  )
}

/** Going to another screen closes the narrow menu, which the client otherwise leaves open. */
function closeMenu(event: { currentTarget: HTMLElement }): void {
  event.currentTarget.closest('details')?.removeAttribute('open')
}

function Person({ person }: { person: FramePerson }) {
  const t = useTranslations('frame')
  return (
    <div className="frame-person">
      <p>
        <NavLink to="/me" onClick={closeMenu}>
          {person.name}
        </NavLink>
        <span>{[...person.roles.map((role) => t(`roles.${role}`)), person.unitName ?? t('wholeInstallation')].join(' · ')}</span>
      </p>
      <LanguageSwitch />
      <form method="post" action="/sign-out">
        <button type="submit" className="button quiet">
          {t('signOut')}
        </button>
      </form>
    </div>
  )
}
