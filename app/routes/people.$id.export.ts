import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { apiFor, requirePerson } from '~/api/caller.server'
import { download } from '~/api/download.server'

/** Everything kept about a person, as a file for them. */
export async function action({ request, params }: ActionFunctionArgs) {
  const api = await apiFor(request)
  const everything = await api.member.export({ userId: params.id ?? '' })
  const day = everything.exportedAt.toISOString().slice(0, 10)
  const bytes = new TextEncoder().encode(`${JSON.stringify(everything, null, 2)}\n`)
  return download({ name: `个人信息-${day}.json`, type: 'application/json; charset=utf-8', bytes })
}

/** The file is asked for by the form alone. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  await requirePerson(request)
  return redirect(`/people/${params.id}`)
}
