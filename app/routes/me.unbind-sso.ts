import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { apiFor, requirePerson } from '~/api/caller.server'

/** Takes the person's own binding to single sign-on away. */
export async function action({ request }: ActionFunctionArgs) {
  const api = await apiFor(request)
  await api.me.unbindSso()
  return redirect('/me')
}

export async function loader({ request }: LoaderFunctionArgs) {
  await requirePerson(request)
  return redirect('/me')
}
