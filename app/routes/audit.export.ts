import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { apiFor } from '~/api/caller.server'
import { downloadText } from '~/api/download.server'
import { auditAddress, auditQueryOf } from '~/components/audit/audit-query'

/** What the list shows, as a file; when it is more than a file holds, back to the list, which says so. */
export async function action({ request }: ActionFunctionArgs) {
  const api = await apiFor(request)
  const query = auditQueryOf(await request.clone().formData())
  try {
    return downloadText({ ...(await api.audit.export(query)), type: 'text/csv; charset=utf-8' })
  } catch (thrown) {
    if (!(thrown instanceof Response) || thrown.status !== 409) throw thrown
    return redirect(auditAddress(query, { problem: 'tooMany' }))
  }
}
