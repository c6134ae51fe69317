import { changePassword } from '~/domain/member/change-password.server'
import { exportPerson } from '~/domain/member/export-person.server'
import { changePasswordInput, codeInput, confirmEnrolmentInput, endOwnSessionInput } from '~/domain/member/inputs'
import { endOwnSession } from '~/domain/member/own-session.server'
import { getMe } from '~/domain/member/read-me.server'
import { confirmEnrolment, giveSecondFactor, offerSecondFactor } from '~/domain/member/second-factor.server'
import { self } from '~/domain/member/self'
import { unbindSso } from '~/domain/member/sso.server'
import { getRuntime } from '~/infra/runtime.server'
import { procedure, router } from './procedures.server'
import { renew } from './renewal.server'

export const meRouter = router({
  get: procedure('me.get').query(({ ctx }) => getMe(ctx, getRuntime())),
  export: procedure('me.export').mutation(({ ctx }) => exportPerson(ctx, self(ctx).userId, 'me.export')),
  changePassword: procedure('me.changePassword')
    .input(changePasswordInput)
    .mutation(async ({ ctx, input }) => renew(ctx, await changePassword(ctx, getRuntime(), input))),
  enrol: procedure('me.enrol').query(({ ctx }) => offerSecondFactor(ctx, getRuntime())),
  confirmEnrolment: procedure('me.confirmEnrolment')
    .input(confirmEnrolmentInput)
    .mutation(async ({ ctx, input }) => renew(ctx, await confirmEnrolment(ctx, getRuntime(), input))),
  giveSecondFactor: procedure('me.giveSecondFactor')
    .input(codeInput)
    .mutation(async ({ ctx, input }) => renew(ctx, await giveSecondFactor(ctx, getRuntime(), input))),
  endSession: procedure('me.endSession')
    .input(endOwnSessionInput)
    .mutation(({ ctx, input }) => endOwnSession(ctx, input)),
  unbindSso: procedure('me.unbindSso').mutation(({ ctx }) => unbindSso(ctx)),
})
