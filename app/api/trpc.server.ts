import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { contextOf } from './context.server'
import { logFailure, refusalResponse, retryAfter } from './errors.server'
import { renewalOf } from './renewal.server'
import { appRouter } from './root.server'

const endpoint = '/api/trpc'
const largest = 1_000_000

/** The procedures for programs: JSON alone (a form of another site cannot send it), at most ten calls and 1 MB at a time. */
export async function answerPrograms(request: Request): Promise<Response> {
  if (request.method === 'POST') {
    if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) {
      return refusalResponse(415, { message: '只接受 application/json。' }, request)
    }
    if (Number(request.headers.get('content-length') ?? largest + 1) > largest) {
      return refusalResponse(413, { message: '一次请求不能超过 1 MB。' }, request)
    }
  }
  return fetchRequestHandler({
    endpoint,
    req: request,
    router: appRouter,
    createContext: () => contextOf(request),
    maxBatchSize: 10,
    responseMeta: ({ ctx, errors }) => ({
      headers: Object.assign(renewalOf(ctx?.session), ...errors.map(({ cause }) => retryAfter(cause))),
    }),
    onError: ({ error }) => {
      if (error.code === 'INTERNAL_SERVER_ERROR') logFailure(error.cause ?? error, request)
    },
  })
}
