import { z } from 'zod'
import type { Ctx } from '~/domain/context'
import { NotFound } from '~/domain/errors'
import type { PrismaClient } from '~/infra/prisma/client'
import type { Keyring } from '~/infra/secret.server'
import { type HeldForm, heldFormRules, isHoldable } from './held-form'
import { hashToken } from './token.server'

/**
 * Keeps what somebody had typed when their session ended, sealed, so that signing in again brings it back. A draft, not a record: it
 * leaves no audit row and goes after a day.
 * @returns its id, or null when nobody known had that session or there is nothing to keep
 */
export async function holdForm(db: PrismaClient, keyring: Keyring, now: Date, token: string, form: HeldForm): Promise<string | null> {
  if (!isHoldable(form)) return null
  const session = await db.session.findUnique({
    where: { tokenHash: hashToken(token) },
    select: { userId: true, user: { select: { disabledAt: true } } },
  })
  if (!session || session.user.disabledAt) return null
  const { userId } = session
  await forgetOld(db, userId, now)
  const sealed = keyring.seal(JSON.stringify(form), `form:${userId}`)
  const held = await db.heldForm.create({ data: { userId, sealed, at: now }, select: { id: true } })
  return held.id
}

/** Room for one more: whatever is older than a day, and this person's oldest. */
async function forgetOld(db: PrismaClient, userId: string, now: Date): Promise<void> {
  await db.heldForm.deleteMany({ where: { at: { lt: new Date(now.getTime() - heldFormRules.hours * 3_600_000) } } })
  const kept = await db.heldForm.findMany({
    where: { userId },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    skip: heldFormRules.perPerson - 1,
    select: { id: true },
  })
  await db.heldForm.deleteMany({ where: { id: { in: kept.map(({ id }) => id) } } })
}

/**
 * What the person in `ctx` had typed.
 * @throws NotFound (another person's, or a day old)
 */
export async function getHeldForm(ctx: Ctx, keyring: Keyring, id: string): Promise<HeldForm> {
  const userId = ctx.actor.kind === 'person' ? ctx.actor.id : ''
  if (!z.uuid().safeParse(id).success) throw new NotFound('内容')
  const held = await ctx.db.heldForm.findFirst({
    where: { id, userId, at: { gte: new Date(ctx.now.getTime() - heldFormRules.hours * 3_600_000) } },
    select: { sealed: true },
  })
  if (!held) throw new NotFound('内容')
  return JSON.parse(keyring.open(held.sealed, `form:${userId}`))
}
