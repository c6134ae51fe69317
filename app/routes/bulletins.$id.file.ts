import type { LoaderFunctionArgs } from '@remix-run/node'
import { bulletinIdOf } from '~/api/bulletin-id.server'
import { apiFor } from '~/api/caller.server'
import { download } from '~/api/download.server'

/** A bulletin as a Word document, or its annex as a workbook. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const api = await apiFor(request)
  const format = new URL(request.url).searchParams.get('format') === 'xlsx' ? 'xlsx' : 'docx'
  return download(await api.bulletin.file({ id: bulletinIdOf(request, params), format }))
}
