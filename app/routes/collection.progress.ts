import type { LoaderFunctionArgs } from '@remix-run/node'
import { apiFor } from '~/api/caller.server'

/** How far the sweep is, for the page that stands open. */
export async function loader({ request }: LoaderFunctionArgs) {
  const api = await apiFor(request)
  return Response.json(await api.source.sweep(), { headers: { 'Cache-Control': 'no-store' } })
}
