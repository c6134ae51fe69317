import type { LoaderFunctionArgs } from '@remix-run/node'
import { apiFor } from '~/api/caller.server'
import { download } from '~/api/download.server'
import { filingIdOf } from '~/api/filing-id.server'

/** The reply to a filing (备案回执) as a Word document, or as PDF. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const api = await apiFor(request)
  const format = new URL(request.url).searchParams.get('format') === 'pdf' ? 'pdf' : 'docx'
  return download(await api.filing.reply({ id: filingIdOf(params), format }))
}
