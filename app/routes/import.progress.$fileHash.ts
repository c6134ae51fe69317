import type { LoaderFunctionArgs } from '@remix-run/node'
import { apiFor } from '~/api/caller.server'

/** How far the check or import of a file is; null when none runs. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const api = await apiFor(request)
  return Response.json(await api.ledger.progress({ fileHash: params.fileHash ?? '' }))
}
