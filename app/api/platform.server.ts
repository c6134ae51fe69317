import { savePlatformInput } from '~/domain/account/inputs'
import { listPlatforms } from '~/domain/account/read.server'
import { savePlatform } from '~/domain/account/save-platform.server'
import { procedure, router } from './procedures.server'

export const platformRouter = router({
  list: procedure('platform.list').query(({ ctx }) => listPlatforms(ctx)),
  save: procedure('platform.save')
    .input(savePlatformInput)
    .mutation(({ ctx, input }) => savePlatform(ctx, input)),
})
