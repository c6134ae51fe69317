import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { apiFor } from '~/api/caller.server'

/** Takes the person's own binding to single sign-on away. */
export async function action({ request }: ActionFunctionArgs) {
  const api = await apiFor(request)
  await api.me.unbindSso()
  return redirect('/me')
}

export function loader() {
  return redirect('/me')
}
