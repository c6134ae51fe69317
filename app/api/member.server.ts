import type { Ctx } from '~/domain/context'
import { may } from '~/domain/member/access'
import { disablePerson } from '~/domain/member/disable.server'
import { enablePerson } from '~/domain/member/enable.server'
import { endSessions } from '~/domain/member/end-sessions.server'
import { erasePerson } from '~/domain/member/erase.server'
import { exportPerson } from '~/domain/member/export-person.server'
import { grantRoles } from '~/domain/member/grant.server'
import {
  createPersonInput,
  disablePersonInput,
  endSessionsInput,
  erasePersonInput,
  findUnitsInput,
  grantInput,
  listPeopleInput,
  personInput,
} from '~/domain/member/inputs'
import { createPerson, issueLink } from '~/domain/member/invite.server'
import { findUnits, getPerson, listPeople } from '~/domain/member/read-people.server'
import { resetSecondFactor } from '~/domain/member/reset-second-factor.server'
import { rightsTable } from '~/domain/member/rights'
import { procedure, router } from './procedures.server'

export const memberRouter = router({
  list: procedure('member.list')
    .input(listPeopleInput)
    .query(({ ctx, input }) => listPeople(ctx, input)),
  get: procedure('member.get')
    .input(personInput)
    .query(({ ctx, input }) => getPerson(ctx, input.userId, { withSessions: endsSessions(ctx) })),
  units: procedure('member.units')
    .input(findUnitsInput)
    .query(({ ctx, input }) => findUnits(ctx, input)),
  rights: procedure('member.rights').query(() => rightsTable()),
  create: procedure('member.create')
    .input(createPersonInput)
    .mutation(({ ctx, input }) => createPerson(ctx, input)),
  issueLink: procedure('member.issueLink')
    .input(personInput)
    .mutation(({ ctx, input }) => issueLink(ctx, input.userId)),
  disable: procedure('member.disable')
    .input(disablePersonInput)
    .mutation(({ ctx, input }) => disablePerson(ctx, input)),
  enable: procedure('member.enable')
    .input(personInput)
    .mutation(({ ctx, input }) => enablePerson(ctx, input.userId)),
  endSessions: procedure('member.endSessions')
    .input(endSessionsInput)
    .mutation(({ ctx, input }) => endSessions(ctx, input)),
  export: procedure('member.export')
    .input(personInput)
    .mutation(({ ctx, input }) => exportPerson(ctx, input.userId, 'member.export')),
  erase: procedure('member.erase')
    .input(erasePersonInput)
    .mutation(({ ctx, input }) => erasePerson(ctx, input)),
  grant: procedure('member.grant')
    .input(grantInput)
    .mutation(({ ctx, input }) => grantRoles(ctx, input)),
  resetSecondFactor: procedure('member.resetSecondFactor')
    .input(personInput)
    .mutation(({ ctx, input }) => resetSecondFactor(ctx, input.userId)),
})

/** Where somebody sits and on what is shown to those alone who may end it. */
function endsSessions({ actor }: Ctx): boolean {
  return actor.kind === 'person' && may(actor.roles, 'member.endSessions')
}
