import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Moment } from '~/components/ui/figures'
import { dayOf } from '~/domain/calendar/day'
import type { Role } from '~/domain/context'
import { idleRules } from '~/domain/member/idle'
import { disableReasons, idleReason, type PersonState } from '~/domain/member/person'

export interface PersonParts {
  username: string | null
  unitName: string | null
  state: PersonState
  roles: Role[]
  createdAt: Date
  lastSignInAt: Date | null
  linkEnd: Date | null
  secondFactor: boolean
  bound: boolean
  idleEnd: Date | null
  disabledAt: Date | null
  disabledReason: string | null
}

/** What somebody is here: the entry, the state explained, the roles with what they do. */
export function PersonFacts({ person }: { person: PersonParts }) {
  const t = useTranslations('person')
  const people = useTranslations('people')
  if (person.state === 'erased') return <p className="panel">{t('erased')}</p>
  return (
    <section className="panel" aria-labelledby="facts">
      <h2 id="facts">{t('facts')}</h2>
      <StateNote person={person} />
      <dl className="facts">
        <Fact name={t('username')}>{person.username ?? <span className="unknown">{t('noUsername')}</span>}</Fact>
        <Fact name={t('unit')}>{person.unitName ?? people('wholeInstallation')}</Fact>
        <Fact name={t('createdAt')}>
          <Moment at={person.createdAt} />
        </Fact>
        <Fact name={t('lastSignIn')}>{person.lastSignInAt ? <Moment at={person.lastSignInAt} /> : people('never')}</Fact>
        <Fact name={t('secondFactor')}>{people(person.secondFactor ? 'set' : 'notSet')}</Fact>
        <Fact name={t('sso')}>{t(person.bound ? 'bound' : 'notBound')}</Fact>
        <Fact name={t('link')}>{person.linkEnd ? t('linkOpen', { moment: momentText(person.linkEnd) }) : t('noLink')}</Fact>
      </dl>
      <h3>{t('roles')}</h3>
      {person.roles.length === 0 ? <p className="hint">{t('noRolesHint')}</p> : <Roles roles={person.roles} />}
    </section>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Roles({ roles }: { roles: Role[] }) {
  const name = useTranslations('frame.roles')
  const means = useTranslations('me.roleMeans')
  return (
    <ul className="explain">
      {roles.map((role) => (
        <li key={role}>
          <strong>{name(role)}</strong> <span className="hint">{means(role)}</span>
        </li>
      ))}
    </ul>
  )
}

/** What a state that is not the usual one means and when it ends. */
function StateNote({ person }: { person: PersonParts }) {
  const t = useTranslations('person')
  const people = useTranslations('people.stateExplain')
  const { state, idleEnd, disabledAt } = person
  if (state === 'invited') return <p className="notice-line">{people('invited')}</p>
  if (state === 'endsSoon' && idleEnd) {
    return <p className="notice-line">{people('endsSoon', { days: String(idleRules.warnDays), day: dayOf(idleEnd) })}</p>
  }
  if (!disabledAt) return null
  const reason = [...disableReasons, idleReason].find((known) => known === person.disabledReason) ?? 'other'
  return <p className="notice-line">{t('disabled', { moment: momentText(disabledAt), reason: t(`reasons.${reason}`) })}</p>
}

/** An instant inside a sentence, as Moment shows it. */
export function momentText(at: Date): string {
  const text = new Date(at.getTime() + 8 * 3_600_000).toISOString()
  return `${text.slice(0, 10)} ${text.slice(11, 16)}`
}
