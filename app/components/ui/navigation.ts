import type { Role } from '~/domain/context'
import { may, type ProcedureName } from '~/domain/member/access'

/** The screens in the order of the day's work. Each shows to whoever may call the procedure it opens with. */
const screens = [
  { to: '/', text: 'overview', opensWith: 'overview.get' },
  { to: '/accounts', text: 'accounts', opensWith: 'account.list' },
  { to: '/filings', text: 'filings', opensWith: 'filing.list' },
  { to: '/import', text: 'import', opensWith: 'ledger.check' },
  { to: '/units', text: 'units', opensWith: 'unit.find' },
  { to: '/custody', text: 'custody', opensWith: 'custody.list' },
  { to: '/confirmation', text: 'confirmation', opensWith: 'confirmation.get' },
  { to: '/findings', text: 'findings', opensWith: 'finding.list' },
  { to: '/collection', text: 'collection', opensWith: 'source.collection' },
  { to: '/bulletins', text: 'bulletins', opensWith: 'bulletin.list' },
  { to: '/platforms', text: 'platforms', opensWith: 'platform.list' },
  { to: '/people', text: 'people', opensWith: 'member.list' },
  { to: '/audit', text: 'audit', opensWith: 'audit.list' },
  { to: '/people/roles', text: 'rights', opensWith: 'member.rights' },
] as const satisfies { to: string; text: string; opensWith: ProcedureName }[]

export function screensFor(roles: readonly Role[]) {
  return screens.filter((screen) => may(roles, screen.opensWith))
}
