import { initTRPC, TRPCError } from '@trpc/server'
import superjson from 'superjson'
import { ZodError } from 'zod'
import type { Ctx, Scope } from '~/domain/context'
import { Conflict, DomainError, Forbidden, Invalid, NotFound, Obliged, Overloaded, TooMany } from '~/domain/errors'
import { type ProcedureName, type Reach, reachOf, whileObliged } from '~/domain/member/access'
import { limited } from '~/domain/member/limits'
import { isTopPath } from '~/domain/unit/tree'
import { isOutOfTime, isUnstorable } from '~/infra/database-error'
import { countTry } from './limits.server'
import { nothing } from './scope.server'

const t = initTRPC
  .context<Ctx>()
  .meta<{ name: ProcedureName }>()
  .create({
    transformer: superjson,
    errorFormatter: ({ shape, error }) => {
      const cause = error.cause
      const known = cause instanceof DomainError
      return {
        message: known ? cause.message : messageOf(error.code),
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

/**
 * The one way to declare a procedure: who may call it, and how far they reach with it, stands in the access table, how often in that of the
 * limits; refusals are translated here and nowhere else. Asks the database nothing, unless calls are counted or somebody tried what they may not:
 * that is written down.
 */
export function procedure(name: ProcedureName) {
  return t.procedure.meta({ name }).use(async ({ ctx, next, getRawInput }) => {
    if (ctx.actor.kind === 'visitor') throw new TRPCError({ code: 'UNAUTHORIZED', message: '请先登录。' })
    const scope = await admit(ctx, name, getRawInput).catch((error: unknown) => {
      throw error instanceof DomainError ? translate(error) : error
    })
    const result = await next({ ctx: { ...ctx, scope } })
    if (result.ok) return result
    const cause = meaningOf(result.error.cause)
    if (cause instanceof DomainError) throw translate(cause)
    return result
  })
}

/** What the database refuses by itself, in the words of the domain. */
function meaningOf(cause: unknown): unknown {
  if (isOutOfTime(cause)) return new Overloaded()
  return isUnstorable(cause) ? new Invalid('text.unstorable', '文字里有不能保存的特殊字符，请删去后再试。') : cause
}

/** What the call may see. @throws Obliged · Forbidden · TooMany */
async function admit(ctx: Ctx, name: ProcedureName, input: () => Promise<unknown>): Promise<Scope> {
  const obligation = ctx.session?.obligation
  if (obligation && !whileObliged[obligation].includes(name)) throw new Obliged(obligation)
  const scope = ctx.actor.kind === 'person' ? scopeOf(reachOf(ctx.actor.roles, name), ctx.scope) : ctx.scope
  if (!scope) {
    await ctx.record('access.refused', { subject: { type: 'procedure', id: name }, success: false })
    throw new Forbidden()
  }
  const rule = limited[name]
  if (rule && (rule.given === undefined || isGiven(await input(), rule.given))) await countTry(ctx, rule.limit)
  return scope
}

function isGiven(input: unknown, field: string): boolean {
  return typeof input === 'object' && input !== null && Boolean(Reflect.get(input, field))
}

/** What a call may see: `units` is the person's own subtree, `top` the same for the top office alone, `self` nothing but the person. */
function scopeOf(reach: Reach | null, units: Scope): Scope | null {
  if (reach === null || (reach === 'top' && !isTopPath(units.path))) return null
  return reach === 'installation' ? { path: null } : reach === 'self' ? nothing : units
}

function translate(error: DomainError): TRPCError {
  return new TRPCError({ code: statusOf(error), message: error.message, cause: error })
}

function statusOf(error: DomainError): TRPCError['code'] {
  if (error instanceof NotFound) return 'NOT_FOUND'
  if (error instanceof Forbidden) return 'FORBIDDEN'
  if (error instanceof Conflict) return 'CONFLICT'
  if (error instanceof Invalid) return 'UNPROCESSABLE_CONTENT'
  if (error instanceof Obliged) return 'PRECONDITION_REQUIRED'
  if (error instanceof TooMany) return 'TOO_MANY_REQUESTS'
  if (error instanceof Overloaded) return 'SERVICE_UNAVAILABLE'
  return 'PRECONDITION_FAILED'
}

const sentences: Partial<Record<TRPCError['code'], string>> = {
  BAD_REQUEST: '提交的内容不完整或格式不对，请检查后再试。',
  UNAUTHORIZED: '请先登录。',
  NOT_FOUND: '没有这个接口。',
  METHOD_NOT_SUPPORTED: '这个接口不接受这种请求方法。',
}

function messageOf(code: TRPCError['code']): string {
  return sentences[code] ?? '系统出错，已记录。请稍后再试；仍不行时请联系系统管理员。'
}
