import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { signOut } from '~/api/sign-in.server'

export function action({ request }: ActionFunctionArgs) {
  return signOut(request)
}

export function loader() {
  return redirect('/')
}
