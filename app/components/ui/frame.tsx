import { Link, useLocation } from '@remix-run/react'
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
        <Link to="/" className="brand">
          {t('product')}
        </Link>
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
  const screens = screensFor(roles)
  const here = screenAt(useLocation().pathname, screens)
  return (
    <ul>
      {screens.map((screen) => (
        <li key={screen.to}>
          <Link to={screen.to} className="screen" aria-current={screen === here ? 'page' : undefined} onClick={closeMenu}>
            {t(screen.text)}
          </Link>
        </li>
      ))}
    </ul>
  )
}

/** Of two screens whose address an address begins with, the longer one is meant: /people/roles is not /people. */
function screenAt<S extends { to: string }>(pathname: string, screens: readonly S[]): S | undefined {
  const fitting = screens.filter(({ to }) => pathname === to || (to !== '/' && pathname.startsWith(`${to}/`)))
  return fitting.sort((a, b) => b.to.length - a.to.length)[0]
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
        <Link to="/me" className="me" onClick={closeMenu}>
          {person.name}
        </Link>
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
