import type { Ctx, Tx } from '~/domain/context'
import { Invalid, NotFound } from '~/domain/errors'
import { type InviteInput, inviteInput } from './inputs'
import { linkEnd } from './member'
import { hashToken, newToken } from './token.server'

export interface Invitation {
  userId: string
  name: string
  /** For the address /link/<token>; shown once, only its hash is kept. */
  token: string
  expiresAt: Date
}

/**
 * Enters a person and gives them a one-time link; with it they choose their own user name and password.
 * @throws Invalid (unit unknown or ambiguous)
 */
export function inviteMember(ctx: Ctx, input: InviteInput): Promise<Invitation> {
  const { name, roles, unit, demo } = inviteInput.parse(input)
  return ctx.write('member.invite', async (tx) => {
    const unitId = unit === undefined ? null : await unitNamed(tx, unit)
    const user = await tx.user.create({ data: { name, roles, unitId, demo, createdAt: ctx.now }, select: { id: true } })
    const result = await createLink(tx, ctx.now, { id: user.id, name, hasPassword: false })
    return { subject: { type: 'user', id: user.id, unitId }, detail: { roles, demo }, result }
  })
}

/**
 * A further one-time link for a person, when the first was lost or has expired.
 * @throws NotFound
 */
export function issueLink(ctx: Ctx, userId: string): Promise<Invitation> {
  return ctx.write('member.issueLink', async (tx) => {
    const user = await tx.user.findFirst({
      where: { id: userId, disabledAt: null },
      select: { id: true, name: true, unitId: true, passwordHash: true },
    })
    if (!user) throw new NotFound('人员')
    return {
      subject: { type: 'user', id: user.id, unitId: user.unitId },
      result: await createLink(tx, ctx.now, { ...user, hasPassword: user.passwordHash !== null }),
    }
  })
}

async function createLink(tx: Tx, now: Date, user: { id: string; name: string; hasPassword: boolean }): Promise<Invitation> {
  const token = newToken()
  const expiresAt = linkEnd(now, user.hasPassword)
  await tx.signInLink.create({ data: { tokenHash: hashToken(token), userId: user.id, createdAt: now, expiresAt } })
  return { userId: user.id, name: user.name, token, expiresAt }
}

async function unitNamed(tx: Tx, name: string): Promise<string> {
  const units = await tx.unit.findMany({
    where: { OR: [{ name }, { aliases: { some: { alias: name } } }] },
    select: { id: true, name: true },
    take: 2,
  })
  const [unit, another] = units
  if (!unit) throw new Invalid('unit.unknown', `没有名为“${name}”的单位。请先导入台账，或使用单位全称。`)
  if (another) throw new Invalid('unit.ambiguous', `有不止一个单位叫“${name}”，请使用单位全称。`)
  return unit.id
}
