import type { Obligation, Role } from '~/domain/context'
import { isTopPath } from '~/domain/unit/tree'

/**
 * How far a role reaches with a procedure: its unit and everything below (`units`), the same but at the top office alone (`top`: what changes the
 * one-account rule for everybody), the whole installation, or only what is the person's own.
 */
export const reaches = ['units', 'top', 'installation', 'self'] as const
export type Reach = (typeof reaches)[number]

/** Who may call a procedure, and how far. `person` is anybody signed in, whatever their roles. */
export type Grant = Partial<Record<Role | 'person', Reach>>

const everyone = { registrar: 'units', reporter: 'units', unitLeader: 'units', leadership: 'units', inspector: 'units' } as const
const registrar = { registrar: 'units' } as const
const topRegistrar = { registrar: 'top' } as const
const filers = { registrar: 'units', reporter: 'units', unitLeader: 'units' } as const
const systemAdmin = { systemAdmin: 'installation' } as const
const securityAdmin = { securityAdmin: 'installation' } as const
const administrators = { ...systemAdmin, ...securityAdmin } as const
const auditor = { auditor: 'installation' } as const
const person = { person: 'self' } as const

/** Which roles may call which procedure. Buttons hide by the same table that guards the procedure; what is not listed does not build. */
export const access = {
  'account.list': everyone,
  'account.get': everyone,
  'account.unmaskContact': { registrar: 'units', reporter: 'units' },
  'account.addException': topRegistrar,
  'platform.list': everyone,
  'platform.save': topRegistrar,
  'unit.list': everyone,
  'unit.find': registrar,
  'unit.get': registrar,
  'unit.create': registrar,
  'unit.change': registrar,
  'unit.previewReorganisation': registrar,
  'unit.reorganise': registrar,
  'unit.callOffReorganisation': registrar,
  'custody.list': filers,
  'custody.get': filers,
  'custody.save': filers,
  'custody.prove': filers,
  'custody.handOver': filers,
  'custody.reportLost': filers,
  'custody.tick': filers,
  'custody.unmask': { registrar: 'units', reporter: 'units' },
  'confirmation.get': filers,
  'confirmation.task': filers,
  'confirmation.confirm': filers,
  'confirmation.markChanged': filers,
  'confirmation.units': registrar,
  'ledger.template': registrar,
  'ledger.check': registrar,
  'ledger.report': registrar,
  'ledger.rejected': registrar,
  'ledger.progress': registrar,
  'ledger.commit': registrar,
  'ledger.list': registrar,
  'ledger.takeBack': registrar,
  'activity.posts': everyone,
  'activity.sources': everyone,
  'activity.timeline': everyone,
  'activity.days': everyone,
  'activity.evidence': everyone,
  'activity.addInspection': { registrar: 'units', inspector: 'units' },
  'activity.template': registrar,
  'activity.checkSheet': registrar,
  'activity.commitSheet': registrar,
  'activity.addManual': { registrar: 'units', reporter: 'units' },
  'source.list': registrar,
  'source.get': registrar,
  'source.runs': registrar,
  'source.collection': registrar,
  'source.sweep': registrar,
  'source.credentials': { registrar: 'units', reporter: 'units' },
  'source.try': registrar,
  'source.tryStanding': registrar,
  'source.add': registrar,
  'source.change': registrar,
  'source.pause': registrar,
  'source.resume': registrar,
  'source.stop': registrar,
  'source.saveCredential': { registrar: 'units', reporter: 'units' },
  'source.previewPattern': registrar,
  'source.addPattern': registrar,
  'sourceSheet.template': registrar,
  'sourceSheet.check': registrar,
  'sourceSheet.commit': registrar,
  'filing.list': everyone,
  'filing.get': everyone,
  'filing.counts': everyone,
  'filing.file': everyone,
  'filing.record': filers,
  'filing.find': filers,
  'filing.checkName': filers,
  'filing.saveDraft': filers,
  'filing.askSignature': filers,
  'filing.submit': filers,
  'filing.withdraw': filers,
  'filing.attach': filers,
  'filing.removeAttachment': filers,
  'filing.reportOpened': filers,
  'filing.announce': filers,
  'filing.takeUp': { registrar: 'units', unitLeader: 'units' },
  'filing.decide': { registrar: 'units', unitLeader: 'units' },
  'filing.returnEvidence': registrar,
  'filing.complete': registrar,
  'filing.addNote': registrar,
  'filing.reply': everyone,
  'filing.colleagues': { registrar: 'units', unitLeader: 'units' },
  'filing.delegations': registrar,
  'filing.delegate': registrar,
  'filing.endDelegation': registrar,
  'filing.recordUpward': registrar,
  'filing.exceptions': everyone,
  'filing.renewException': topRegistrar,
  'filing.watched': registrar,
  'finding.list': everyone,
  'finding.decide': registrar,
  'overview.get': everyone,
  'bulletin.list': everyone,
  'bulletin.get': everyone,
  'bulletin.rows': everyone,
  'bulletin.nextWindow': registrar,
  'bulletin.draft': registrar,
  'bulletin.file': everyone,
  'member.list': administrators,
  'member.get': administrators,
  'member.units': administrators,
  'member.rights': { ...administrators, ...auditor },
  'member.create': systemAdmin,
  'member.issueLink': systemAdmin,
  'member.disable': systemAdmin,
  'member.enable': systemAdmin,
  'member.endSessions': systemAdmin,
  'member.export': systemAdmin,
  'member.erase': systemAdmin,
  'member.grant': securityAdmin,
  'member.resetSecondFactor': securityAdmin,
  'me.get': person,
  'me.export': person,
  'me.changePassword': person,
  'me.enrol': person,
  'me.confirmEnrolment': person,
  'me.giveSecondFactor': person,
  'me.endSession': person,
  'me.unbindSso': person,
  'audit.list': auditor,
  'audit.get': auditor,
  'audit.export': auditor,
  'audit.verify': auditor,
} as const satisfies Record<string, Grant>

export type ProcedureName = keyof typeof access

/** What may be called while something else must be done first; everything else waits for it. */
export const whileObliged: Record<Obligation, readonly ProcedureName[]> = {
  secondFactor: ['me.giveSecondFactor'],
  enrol: ['me.enrol', 'me.confirmEnrolment'],
  password: ['me.changePassword'],
}

/**
 * Whether someone with these roles may call a procedure. `path` is that of the person's unit, null for the whole installation: without it what
 * only the top office may do counts as allowed.
 */
export function may(roles: readonly Role[], name: ProcedureName, path: string | null = null): boolean {
  const reach = reachOf(roles, name)
  return reach !== null && (reach !== 'top' || isTopPath(path))
}

/** The furthest that any of these roles reaches with a procedure; null: may not call it. */
export function reachOf(roles: readonly Role[], name: ProcedureName): Reach | null {
  const grant: Grant = access[name]
  const granted = [grant.person, ...roles.map((role) => grant[role])]
  return furthest.find((reach) => granted.includes(reach)) ?? null
}

const furthest: readonly Reach[] = ['installation', 'units', 'top', 'self']
