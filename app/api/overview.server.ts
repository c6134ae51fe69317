import { getOverview } from '~/domain/supervision/overview.server'
import { procedure, router } from './procedures.server'

export const overviewRouter = router({
  get: procedure('overview.get').query(({ ctx }) => getOverview(ctx)),
})
