import { draftBulletin } from '~/domain/bulletin/draft.server'
import { getBulletinFile } from '~/domain/bulletin/file.server'
import { bulletinById, bulletinFileInput, draftBulletinInput, listBulletinsInput, listRowsInput } from '~/domain/bulletin/inputs'
import { getBulletin, listBulletins, listRows } from '~/domain/bulletin/read.server'
import { lastQuarter } from '~/domain/calendar/window'
import { procedure, router } from './procedures.server'

export const bulletinRouter = router({
  list: procedure('bulletin.list')
    .input(listBulletinsInput)
    .query(({ ctx, input }) => listBulletins(ctx, input)),
  get: procedure('bulletin.get')
    .input(bulletinById)
    .query(({ ctx, input }) => getBulletin(ctx, input.id)),
  rows: procedure('bulletin.rows')
    .input(listRowsInput)
    .query(({ ctx, input }) => listRows(ctx, input)),
  /** The window a new draft starts with. */
  nextWindow: procedure('bulletin.nextWindow').query(({ ctx }) => lastQuarter(ctx.now)),
  draft: procedure('bulletin.draft')
    .input(draftBulletinInput)
    .mutation(({ ctx, input }) => draftBulletin(ctx, input)),
  file: procedure('bulletin.file')
    .input(bulletinFileInput)
    .query(({ ctx, input }) => getBulletinFile(ctx, input)),
})
