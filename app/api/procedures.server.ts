import { initTRPC, TRPCError } from '@trpc/server'
import superjson from 'superjson'
import { ZodError } from 'zod'
import type { Ctx } from '~/domain/context'
import { Conflict, DomainError, Forbidden, Invalid, NotFound } from '~/domain/errors'
import { may, type ProcedureName } from '~/domain/member/access'

const t = initTRPC.context<Ctx>().create({
  transformer: superjson,
  errorFormatter: ({ shape, error }) => {
    const cause = error.cause
    const known = cause instanceof DomainError
    return {
      message: known ? cause.message : error.code === 'BAD_REQUEST' ? '提交的内容不完整或格式不对，请检查后再试。' : messageOf(error.code),
      code: shape.code,
      data: {
        code: error.code,
        httpStatus: shape.data.httpStatus,
        reason: known ? cause.code : undefined,
        detail: known ? cause.detail : undefined,
        fields:
          cause instanceof ZodError ? cause.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })) : undefined,
      },
    }
  },
})

export const router = t.router
export const createCallerFactory = t.createCallerFactory

/** The one way to declare a procedure: who may call it stands in the access table, refusals are translated here and nowhere else. */
export function procedure(name: ProcedureName) {
  return t.procedure.use(async ({ ctx, next }) => {
    if (ctx.actor.kind === 'visitor') throw new TRPCError({ code: 'UNAUTHORIZED', message: '请先登录。' })
    if (ctx.actor.kind === 'person' && !may(ctx.actor.roles, name)) throw translate(new Forbidden())
    const result = await next()
    if (!result.ok && result.error.cause instanceof DomainError) throw translate(result.error.cause)
    return result
  })
}

function translate(error: DomainError): TRPCError {
  return new TRPCError({ code: statusOf(error), message: error.message, cause: error })
}

function statusOf(error: DomainError): TRPCError['code'] {
  if (error instanceof NotFound) return 'NOT_FOUND'
  if (error instanceof Forbidden) return 'FORBIDDEN'
  if (error instanceof Conflict) return 'CONFLICT'
  if (error instanceof Invalid) return 'UNPROCESSABLE_CONTENT'
  return 'PRECONDITION_FAILED'
}

function messageOf(code: TRPCError['code']): string {
  return code === 'UNAUTHORIZED' ? '请先登录。' : '系统出错，已记录。请稍后再试；仍不行时请联系系统管理员。'
}
