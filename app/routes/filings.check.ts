import type { LoaderFunctionArgs } from '@remix-run/node'
import { apiFor } from '~/api/caller.server'
import { checkNameInput } from '~/domain/filing/inputs'

/** What can be said of an opening while it is being typed. */
export async function loader({ request }: LoaderFunctionArgs) {
  const api = await apiFor(request)
  const asked = Object.fromEntries([...new URL(request.url).searchParams].filter(([, value]) => value !== ''))
  const parsed = checkNameInput.safeParse(asked)
  return Response.json(parsed.success ? await api.filing.checkName(parsed.data) : null)
}
