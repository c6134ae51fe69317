import type { LoaderFunctionArgs } from '@remix-run/node'
import { apiFor } from '~/api/caller.server'
import { download } from '~/api/download.server'

/** The screenshot kept with a post. An id that is none is answered like one that does not exist. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const api = await apiFor(request)
  const postId = /^\d{1,18}$/.test(params.id ?? '') ? (params.id ?? '0') : '0'
  return download(await api.activity.evidence({ postId }))
}
