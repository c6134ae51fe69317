import type { Ctx, Tx } from '~/domain/context'
import { Invalid, NotFound, Refused } from '~/domain/errors'
import { loadPerson, refuseOneself, subjectOf } from './administer.server'
import { type CreatePersonInput, type InviteInput, inviteInput } from './inputs'
import { linkEnd } from './member'
import { refuseTogether } from './three-admins.server'
import { hashToken, newToken } from './token.server'

export interface Invitation {
  userId: string
  name: string
  /** For the address /link/<token>; shown once, only its hash is kept. */
  token: string
  expiresAt: Date
}

/**
 * Enters a person with roles and gives them a one-time link: how an empty installation gets its first people, from the command line.
 * @throws Invalid (unit unknown or ambiguous) · Refused roles.apart
 */
export function inviteMember(ctx: Ctx, input: InviteInput): Promise<Invitation> {
  const { name, roles, unit, demo } = inviteInput.parse(input)
  return ctx
    .write('member.invite', async (tx) => {
      const unitId = unit === undefined ? null : await unitNamed(tx, unit)
      const user = await tx.user.create({ data: { name, roles, unitId, demo, createdAt: ctx.now }, select: { id: true } })
      const result = await createLink(tx, ctx.now, { id: user.id, name, hasPassword: false })
      return { subject: subjectOf({ id: user.id, unitId }), detail: { roles, demo }, result }
    })
    .catch(refuseTogether)
}

/**
 * Enters a person without any role, who may do nothing until somebody else grants one (GB/T 22239-2019 8.1.4.2: 管理用户权限分离).
 * @throws NotFound (unit)
 */
export function createPerson(ctx: Ctx, { name, unitId }: CreatePersonInput): Promise<Invitation> {
  return ctx.write('member.create', async (tx) => {
    await mustStand(tx, unitId)
    const { id } = await tx.user.create({ data: { name, roles: [], unitId, createdAt: ctx.now }, select: { id: true } })
    const result = await createLink(tx, ctx.now, { id, name, hasPassword: false })
    return { subject: subjectOf({ id, unitId }), result }
  })
}

/**
 * A further one-time link, when the first was lost or the password forgotten; earlier ones close. Nobody gives themselves one: whoever sits
 * down at an open session could keep the account with it. The link sets a new password, never the second factor.
 * @throws NotFound · Refused person.self, person.disabled
 */
export async function issueLink(ctx: Ctx, userId: string): Promise<Invitation> {
  await refuseOneself(ctx, 'member.issueLink', userId)
  return ctx.write('member.issueLink', async (tx) => {
    const person = await loadPerson(tx, userId)
    if (person.disabledAt) throw new Refused('person.disabled', '此人已停用，请先启用，再发链接。')
    const result = await createLink(tx, ctx.now, { ...person, hasPassword: person.passwordHash !== null })
    return { subject: subjectOf(person), result }
  })
}

/** Closes the links of a person that are still open. */
export async function closeLinks(tx: Tx, now: Date, userId: string): Promise<void> {
  await tx.signInLink.updateMany({ where: { userId, usedAt: null, expiresAt: { gt: now } }, data: { expiresAt: now } })
}

/**
 * A unit that people can belong to; null is the whole installation.
 * @throws NotFound
 */
export async function mustStand(tx: Tx, unitId: string | null): Promise<void> {
  if (unitId !== null && (await tx.unit.count({ where: { id: unitId, validTo: null } })) === 0) throw new NotFound('单位')
}

async function createLink(tx: Tx, now: Date, user: { id: string; name: string; hasPassword: boolean }): Promise<Invitation> {
  const token = newToken()
  const expiresAt = linkEnd(now, user.hasPassword)
  await closeLinks(tx, now, user.id)
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
