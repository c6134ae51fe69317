import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { apiFor } from '~/api/caller.server'
import { download } from '~/api/download.server'

/** Everything kept about the person, as a file for them. */
export async function action({ request }: ActionFunctionArgs) {
  const api = await apiFor(request)
  const everything = await api.me.export()
  const day = everything.exportedAt.toISOString().slice(0, 10)
  const bytes = new TextEncoder().encode(`${JSON.stringify(everything, null, 2)}\n`)
  return download({ name: `我的数据-${day}.json`, type: 'application/json; charset=utf-8', bytes })
}

export function loader() {
  return redirect('/me')
}
