import type { LoaderFunctionArgs } from '@remix-run/node'
import { startSso } from '~/api/sso.server'

/** A link, not a form: the content policy lets no form lead to another site. */
export function loader({ request }: LoaderFunctionArgs) {
  return startSso(request)
}
