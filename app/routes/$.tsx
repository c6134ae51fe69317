import type { LoaderFunctionArgs } from '@remix-run/node'
import { refusalResponse } from '~/api/errors.server'
import { ErrorPage } from '~/components/ui/error-page'

/** Every address that no screen answers. */
export function loader({ request }: LoaderFunctionArgs): never {
  throw refusalResponse(404, {}, request)
}

export default ErrorPage
