import { writeActivityTemplate } from '~/domain/activity/activity-template.server'
import { addManualPost } from '~/domain/activity/add-manual-post.server'
import { addFeed } from '~/domain/activity/add-source.server'
import { checkActivityFile, importActivity } from '~/domain/activity/import-activity-sheet.server'
import {
  activityTemplateInput,
  addFeedInput,
  addManualPostInput,
  commitSheetInput,
  listPostsInput,
  listSourcesInput,
  type SheetInput,
  sheetInput,
} from '~/domain/activity/inputs'
import { listPosts, listSources } from '~/domain/activity/read.server'
import { getTimeline } from '~/domain/activity/timeline.server'
import { Invalid } from '~/domain/errors'
import { getRuntime } from '~/infra/runtime.server'
import type { SheetFile } from '~/infra/sheet.server'
import { procedure, router } from './procedures.server'

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
  addFeed: procedure('activity.addFeed')
    .input(addFeedInput)
    .mutation(({ ctx, input }) => addFeed(ctx, input)),
  addManual: procedure('activity.addManual')
    .input(addManualPostInput)
    .mutation(({ ctx, input }) => addManualPost(ctx, input)),
  template: procedure('activity.template')
    .input(activityTemplateInput)
    .query(({ ctx, input }) => writeActivityTemplate(ctx, input)),
  checkSheet: procedure('activity.checkSheet')
    .input(sheetInput)
    .query(async ({ ctx, input }) => checkActivityFile(ctx, await uploaded(input))),
  commitSheet: procedure('activity.commitSheet')
    .input(commitSheetInput)
    .mutation(async ({ ctx, input }) => importActivity(ctx, await uploaded(input), { acceptValid: input.acceptValid })),
})

/** An uploaded sheet by its content hash. */
async function uploaded({ fileHash, fileName }: SheetInput): Promise<SheetFile> {
  const { files } = getRuntime()
  if (!(await files.has(fileHash))) throw new Invalid('file.missing', '上传的文件已不在系统中，请重新上传。')
  return { bytes: await files.get(fileHash), name: fileName }
}
