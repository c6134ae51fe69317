import type { ProcedureName } from '~/domain/member/access'
import { isOpenTo, type PersonState } from '~/domain/member/person'

/** What an administrator can do with a person, as the address names it, and the procedure behind it. */
export const acts = {
  link: 'member.issueLink',
  grant: 'member.grant',
  'second-factor': 'member.resetSecondFactor',
  sessions: 'member.endSessions',
  disable: 'member.disable',
  enable: 'member.enable',
  erase: 'member.erase',
} as const satisfies Record<string, ProcedureName>

export type Act = keyof typeof acts

/** Those with a page of their own that says what will happen. */
export type ConfirmedAct = Exclude<Act, 'grant'>

export const actNames = Object.keys(acts) as Act[]

export function confirmedActOf(name: string | undefined): ConfirmedAct | null {
  const act = actNames.find((known) => known === name)
  return act === undefined || act === 'grant' ? null : act
}

interface Circumstances {
  state: PersonState
  secondFactor: boolean
  sessions: readonly unknown[] | null
}

/** Whether there is anything to do: nobody signed in has no sessions to end. */
export function makesSense(act: Act, person: Circumstances): boolean {
  if (act === 'second-factor') return person.secondFactor && person.state !== 'erased'
  if (act === 'sessions') return (person.sessions?.length ?? 0) > 0
  return isOpenTo(act, person.state)
}
