import type { TRPCError } from '@trpc/server'
import { ZodError } from 'zod'
import { DomainError, TooMany } from '~/domain/errors'
import { log } from '~/infra/log.server'

/** What a page or form gets to know about a refusal; the body of the Response that `refusal` makes. */
export interface Refusal {
  /** The sentence an official reads; null when only the log may know. */
  message: string | null
  /** The code of a DomainError, for texts and tests. */
  reason: string | null
  /** Sentences by field path, for an input that did not parse. */
  fields: Record<string, string>
  requestId: string | null
}

const statuses: Partial<Record<TRPCError['code'], number>> = {
  BAD_REQUEST: 422,
  UNPROCESSABLE_CONTENT: 422,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  PRECONDITION_FAILED: 409,
  PRECONDITION_REQUIRED: 428,
  TOO_MANY_REQUESTS: 429,
  SERVICE_UNAVAILABLE: 503,
}

/** A procedure's error as the Response that Remix carries to the error page; the unexpected is logged and masked. */
export function refusal(error: TRPCError, request: Request): Response {
  const known = error.cause instanceof DomainError || error.cause instanceof ZodError
  const status = (known && statuses[error.code]) || (error.code === 'UNAUTHORIZED' ? 401 : 500)
  if (status === 500) logFailure(error.cause ?? error, request)
  return refusalResponse(
    status,
    {
      message: error.cause instanceof DomainError ? error.message : null,
      reason: error.cause instanceof DomainError ? error.cause.code : null,
      fields: error.cause instanceof ZodError ? fieldsOf(error.cause) : fieldsIn(error.cause),
    },
    request,
    retryAfter(error.cause),
  )
}

export function refusalResponse(status: number, said: Partial<Refusal>, request: Request, headers: Record<string, string> = {}): Response {
  const body: Refusal = { message: null, reason: null, fields: {}, ...said, requestId: requestIdOf(request) }
  return Response.json(body, { status, headers })
}

/** How long to wait, where too often was the reason. */
export function retryAfter(error: unknown): Record<string, string> {
  return error instanceof TooMany ? { 'Retry-After': String(error.detail.retryAfter) } : {}
}

/** The first sentence for each field. */
export function fieldsOf(error: ZodError): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const issue of error.issues) fields[issue.path.join('.')] ??= issue.message
  return fields
}

/** The sentences of a refusal that belong to a field. */
export function fieldsIn(error: unknown): Record<string, string> {
  const fields = error instanceof DomainError ? error.detail.fields : undefined
  return typeof fields === 'object' && fields !== null ? Object.fromEntries(Object.entries(fields)) : {}
}

/** The server sets this header itself, whatever came in. */
export function requestIdOf(request: Request): string | null {
  return request.headers.get('x-request-id')
}

export function logFailure(error: unknown, request: Request): void {
  log.error({ err: error, requestId: requestIdOf(request), method: request.method, path: new URL(request.url).pathname }, 'request failed')
}
