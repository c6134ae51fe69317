import type { Ctx } from '~/domain/context'
import { Conflict, Refused } from '~/domain/errors'
import { Prisma } from '~/infra/prisma/client'
import { self } from './self'
import { createSession, endSessionByToken } from './session.server'
import type { SsoRefusal } from './sso'

/** A person as the provider knows them. Its name for them can be an identity number: it stands in UserIdentity alone, never in the audit. */
export interface Identity {
  issuer: string
  subject: string
}

export interface SsoSignIn {
  identity: Identity
  /** The provider says that a second factor was given, in the words this installation believes. */
  strong: boolean
  /** The token of a session the browser still holds: it ends. */
  replaces: string | null
}

/**
 * Opens a session for whoever is bound to an identity and returns its token. Nobody is entered by it: people are entered by the system admin.
 * @throws Refused sso.unbound, sso.closed
 */
export async function signInByIdentity(ctx: Ctx, { identity, strong, replaces }: SsoSignIn): Promise<string> {
  const { issuer, subject } = identity
  const bound = await ctx.db.userIdentity.findUnique({
    where: { issuer_subject: { issuer, subject } },
    select: { user: { select: { id: true, unitId: true, demo: true, disabledAt: true } } },
  })
  if (!bound) return refuseSso(ctx, 'unbound', null)
  const { user } = bound
  if (user.disabledAt || user.demo) return refuseSso(ctx, 'closed', user.id)
  return ctx.write('member.signIn', async (tx) => {
    if (replaces) await endSessionByToken(tx, ctx.now, replaces)
    const result = await createSession(tx, ctx.now, { userId: user.id, method: 'sso', origin: ctx.origin, secondFactor: strong })
    return { subject: { type: 'user', id: user.id, unitId: user.unitId }, detail: { method: 'sso', issuer, strong }, result }
  })
}

/**
 * Binds the person signed in to an identity, so that they can sign in with it from now on.
 * @throws Forbidden (nobody is signed in) · Refused sso.closed (demo people), sso.bound · Conflict sso.taken
 */
export async function bindIdentity(ctx: Ctx, { issuer, subject }: Identity): Promise<void> {
  const { userId } = self(ctx)
  if (ctx.actor.kind === 'person' && ctx.actor.demo) return refuseSso(ctx, 'closed', userId)
  if ((await ctx.db.userIdentity.count({ where: { userId, issuer } })) > 0) return refuseSso(ctx, 'bound', userId)
  try {
    await ctx.write('me.bindSso', async (tx) => {
      await tx.userIdentity.create({ data: { userId, issuer, subject, at: ctx.now } })
      return { subject: { type: 'user', id: userId }, detail: { issuer }, result: undefined }
    })
  } catch (error) {
    if (!(error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002')) throw error
    await refuseSso(ctx, 'taken', userId)
  }
}

/**
 * Takes the person's own bindings away; they sign in with their password from now on.
 * @throws Forbidden · Conflict sso.unbound · Refused sso.only (there is no password)
 */
export function unbindSso(ctx: Ctx): Promise<void> {
  const { userId } = self(ctx)
  return ctx.write('me.unbindSso', async (tx) => {
    const { passwordHash } = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { passwordHash: true } })
    if (!passwordHash) throw new Refused('sso.only', '您还没有设置密码，解除绑定后将无法登录。请先向系统管理员要一个一次性链接设置密码。')
    const { count } = await tx.userIdentity.deleteMany({ where: { userId } })
    if (count === 0) throw new Conflict('sso.unbound', '您没有绑定统一身份认证，无须解除。')
    return { subject: { type: 'user', id: userId }, result: undefined }
  })
}

/**
 * Writes down that single sign-on was refused, and refuses.
 * @throws Refused sso.<why>
 */
export async function refuseSso(ctx: Ctx, why: SsoRefusal, userId: string | null, detail: Record<string, unknown> = {}): Promise<never> {
  await ctx.record('sso.refused', { subject: { type: 'user', id: userId }, success: false, detail: { why, ...detail } })
  throw new Refused(`sso.${why}`, '统一身份认证没有通过。')
}
