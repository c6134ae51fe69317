import { checkSourceFile, importSources } from '~/domain/activity/import-source-sheet.server'
import { commitSheetInput, sheetInput } from '~/domain/activity/inputs'
import { writeSourceTemplate } from '~/domain/activity/source-template.server'
import { procedure, router } from './procedures.server'
import { uploadedSheet } from './uploaded-sheet.server'

export const sourceSheetRouter = router({
  template: procedure('sourceSheet.template').query(({ ctx }) => writeSourceTemplate(ctx)),
  check: procedure('sourceSheet.check')
    .input(sheetInput)
    .query(async ({ ctx, input }) => checkSourceFile(ctx, await uploadedSheet(input))),
  commit: procedure('sourceSheet.commit')
    .input(commitSheetInput)
    .mutation(async ({ ctx, input }) => importSources(ctx, await uploadedSheet(input), { acceptValid: input.acceptValid })),
})
