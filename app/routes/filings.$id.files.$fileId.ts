import type { LoaderFunctionArgs } from '@remix-run/node'
import { apiFor } from '~/api/caller.server'
import { download } from '~/api/download.server'
import { uuidOr404 } from '~/api/filing-id.server'

/** A document of a filing, for the browser to keep; pictures shown on the page come from here too. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const api = await apiFor(request)
  return download(await api.filing.file({ id: uuidOr404(params.id), attachmentId: uuidOr404(params.fileId) }))
}
