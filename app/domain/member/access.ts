import type { Role } from '~/domain/context'

const everyone = ['registrar', 'reporter', 'leadership'] as const
const registrar = ['registrar'] as const

/** Which roles may call which procedure. Buttons hide by the same table that guards the procedure; what is not listed does not build. */
export const access = {
  'account.list': everyone,
  'account.get': everyone,
  'account.addException': registrar,
  'platform.list': everyone,
  'platform.save': registrar,
  'unit.list': everyone,
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
  'activity.addFeed': registrar,
  'activity.template': registrar,
  'activity.checkSheet': registrar,
  'activity.commitSheet': registrar,
  'activity.addManual': ['registrar', 'reporter'],
  'finding.list': everyone,
  'finding.decide': registrar,
  'overview.get': everyone,
  'bulletin.list': everyone,
  'bulletin.get': everyone,
  'bulletin.rows': everyone,
  'bulletin.draft': registrar,
  'bulletin.file': everyone,
} as const satisfies Record<string, readonly Role[]>

export type ProcedureName = keyof typeof access

/** Whether someone with these roles may call a procedure. */
export function may(roles: readonly Role[], name: ProcedureName): boolean {
  const allowed: readonly Role[] = access[name]
  return roles.some((role) => allowed.includes(role))
}
