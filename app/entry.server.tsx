import { PassThrough } from 'node:stream'
import type { ActionFunctionArgs, AppLoadContext, EntryContext, LoaderFunctionArgs } from '@remix-run/node'
import { createReadableStreamFromReadable } from '@remix-run/node'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import { renderToPipeableStream } from 'react-dom/server'
import { logFailure } from '~/api/errors.server'
import { NonceProvider } from '~/components/ui/nonce'

const patience = 10_000

/** Every page is sent whole (onAllReady): it is readable without JavaScript. renderToString would never hydrate under single fetch. */
export default function handleRequest(request: Request, status: number, headers: Headers, remix: EntryContext, context: AppLoadContext) {
  return new Promise<Response>((resolve, reject) => {
    let code = status
    const nonce = context.nonce
    const { pipe, abort } = renderToPipeableStream(
      <NonceProvider value={nonce}>
        <RemixServer context={remix} url={request.url} abortDelay={patience} nonce={nonce} />
      </NonceProvider>,
      {
        nonce,
        onAllReady() {
          const body = new PassThrough()
          headers.set('Content-Type', 'text/html; charset=utf-8')
          carryRetryAfter(remix, headers)
          resolve(new Response(createReadableStreamFromReadable(body), { status: code, headers }))
          pipe(body)
        },
        onShellError: reject,
        onError(error) {
          code = 500
          logFailure(error, request)
        },
      },
    )
    setTimeout(abort, patience).unref()
  })
}

/** Remix leaves the headers of a refused loader or action behind; how long to wait is for whoever asked. */
function carryRetryAfter({ staticHandlerContext: { actionHeaders, loaderHeaders } }: EntryContext, headers: Headers): void {
  for (const from of [...Object.values(actionHeaders), ...Object.values(loaderHeaders)]) {
    const wait = from.get('Retry-After')
    if (wait !== null) headers.set('Retry-After', wait)
  }
}

/** What a loader, an action or a render threw that nobody expected. A refusal or a missing page is not worth a line. */
export function handleError(error: unknown, { request }: LoaderFunctionArgs | ActionFunctionArgs): void {
  if (!request.signal.aborted && !isRouteErrorResponse(error)) logFailure(error, request)
}
