import type { Ctx, Tx } from '~/domain/context'
import { Conflict, Invalid } from '~/domain/errors'
import { commonPasswords } from './common-passwords.server'
import { hashPassword, verifyPassword } from './password.server'
import { passwordFaults, passwordPolicies, reusedSentence } from './password-policy'
import type { Site } from './site'

export interface PasswordOwner {
  id: string
  username: string
  /** The password in use. */
  passwordHash: string | null
}

/**
 * The hash of a password somebody chose, once it satisfies the installation's policy.
 * Rule: GB/T 22239-2019 8.1.4.1 a.
 * @throws Invalid password.weak (each rule it breaks has a sentence)
 */
export async function newPasswordHash(ctx: Ctx, site: Site, owner: PasswordOwner, password: string): Promise<string> {
  const policy = passwordPolicies[site.passwordProfile]
  const [common, user] = await Promise.all([
    commonPasswords(),
    ctx.db.user.findUnique({
      where: { id: owner.id },
      select: { unit: { select: { name: true } }, passwords: { orderBy: { at: 'desc' }, select: { passwordHash: true } } },
    }),
  ])
  const isCommon = (word: string) => common.has(word)
  const faults = passwordFaults(password, policy, { username: owner.username, unitName: user?.unit?.name ?? null, isCommon })
  if (faults.length === 0) {
    const used = [...(owner.passwordHash ? [owner.passwordHash] : []), ...(user?.passwords ?? []).map((past) => past.passwordHash)]
    if (await isOneOf(used.slice(0, policy.history), password)) faults.push(reusedSentence(policy))
  }
  if (faults.length > 0) throw new Invalid('password.weak', '这个密码不能用。', { fields: { password: faults.join('') } })
  return hashPassword(password)
}

async function isOneOf(hashes: readonly string[], password: string): Promise<boolean> {
  for (const hash of hashes) if (await verifyPassword(hash, password)) return true
  return false
}

/** As many past passwords as any profile asks about. */
const kept = Math.max(...Object.values(passwordPolicies).map(({ history }) => history))

/**
 * Puts a new password in place of the one that was checked, which goes to the past ones.
 * @throws Conflict (changed meanwhile)
 */
export async function replacePassword(tx: Tx, now: Date, owner: PasswordOwner, passwordHash: string): Promise<void> {
  const { count } = await tx.user.updateMany({
    where: { id: owner.id, passwordHash: owner.passwordHash },
    data: { username: owner.username, passwordHash, passwordChangedAt: now },
  })
  if (count !== 1) throw new Conflict('password.changed', '密码刚刚在别处改过了，请重新登录后再试。')
  if (owner.passwordHash) await tx.pastPassword.create({ data: { userId: owner.id, passwordHash: owner.passwordHash, at: now } })
  const past = await tx.pastPassword.findMany({ where: { userId: owner.id }, orderBy: { at: 'desc' }, skip: kept, select: { id: true } })
  await tx.pastPassword.deleteMany({ where: { id: { in: past.map(({ id }) => id) } } })
}
