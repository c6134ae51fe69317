import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { chooseLanguage } from '~/api/language.server'

export function action({ request }: ActionFunctionArgs) {
  return chooseLanguage(request)
}

export function loader() {
  return redirect('/')
}
