import { writeActivityTemplate } from '~/domain/activity/activity-template.server'
import { addInspection } from '~/domain/activity/add-inspection.server'
import { addManualPost } from '~/domain/activity/add-manual-post.server'
import { checkActivityFile, importActivity } from '~/domain/activity/import-activity-sheet.server'
import {
  activityTemplateInput,
  addManualPostInput,
  commitSheetInput,
  listPostsInput,
  listSourcesInput,
  postIdInput,
  sheetInput,
} from '~/domain/activity/inputs'
import { getEvidence, listPosts, listSources } from '~/domain/activity/read.server'
import { getAccountDays } from '~/domain/activity/read-days.server'
import { addInspectionInput } from '~/domain/activity/source-inputs'
import { getTimeline } from '~/domain/activity/timeline.server'
import { getRuntime } from '~/infra/runtime.server'
import { procedure, router } from './procedures.server'
import { uploadedSheet } from './uploaded-sheet.server'

export const activityRouter = router({
  posts: procedure('activity.posts')
    .input(listPostsInput)
    .query(({ ctx, input }) => listPosts(ctx, input)),
  sources: procedure('activity.sources')
    .input(listSourcesInput)
    .query(({ ctx, input }) => listSources(ctx, input)),
  timeline: procedure('activity.timeline')
    .input(listSourcesInput)
    .query(({ ctx, input }) => getTimeline(ctx, input)),
  days: procedure('activity.days')
    .input(listSourcesInput)
    .query(({ ctx, input }) => getAccountDays(ctx, input)),
  evidence: procedure('activity.evidence')
    .input(postIdInput)
    .query(({ ctx, input }) => getEvidence(ctx, getRuntime().files, input)),
  addInspection: procedure('activity.addInspection')
    .input(addInspectionInput)
    .mutation(({ ctx, input }) => addInspection(ctx, getRuntime().files, input)),
  addManual: procedure('activity.addManual')
    .input(addManualPostInput)
    .mutation(({ ctx, input }) => addManualPost(ctx, getRuntime().files, input)),
  template: procedure('activity.template')
    .input(activityTemplateInput)
    .query(({ ctx, input }) => writeActivityTemplate(ctx, input)),
  checkSheet: procedure('activity.checkSheet')
    .input(sheetInput)
    .query(async ({ ctx, input }) => checkActivityFile(ctx, await uploadedSheet(input))),
  commitSheet: procedure('activity.commitSheet')
    .input(commitSheetInput)
    .mutation(async ({ ctx, input }) => importActivity(ctx, await uploadedSheet(input), { acceptValid: input.acceptValid })),
})
