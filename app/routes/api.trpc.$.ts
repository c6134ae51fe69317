import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { answerPrograms } from '~/api/trpc.server'

export function loader({ request }: LoaderFunctionArgs) {
  return answerPrograms(request)
}

export function action({ request }: ActionFunctionArgs) {
  return answerPrograms(request)
}
