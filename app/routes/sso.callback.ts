import type { LoaderFunctionArgs } from '@remix-run/node'
import { finishSso } from '~/api/sso.server'

/** Where the provider sends people back to. */
export function loader({ request }: LoaderFunctionArgs) {
  return finishSso(request)
}
