import type { Ctx, Tx } from '~/domain/context'
import { Conflict, Invalid, NotFound, Refused } from '~/domain/errors'
import type { SavePlatformInput } from './inputs'
import { platformKey } from './platform'

/**
 * Changes a platform of the catalogue. Its uniqueness group stays while accounts of it hold slots: the slots stand under that group.
 * Rule: 国办发〔2018〕123号 四(一), one account per unit and platform.
 * @throws NotFound · Conflict (platform.alias) · Invalid (platform.group) · Refused (platform.inUse)
 */
export function savePlatform(ctx: Ctx, { code, ...change }: SavePlatformInput): Promise<{ code: string }> {
  return ctx.write('platform.save', async (tx) => {
    const before = await tx.platform.findUnique({ where: { code } })
    if (!before) throw new NotFound('平台')
    const others = await tx.platform.findMany({ where: { code: { not: code } } })
    refuseSharedNames([change.name, ...change.aliases], others)
    if (change.uniquenessGroup !== before.uniquenessGroup) {
      refuseUnknownGroup(change.uniquenessGroup, [code, ...others.map((other) => other.uniquenessGroup)])
      await refuseWhileHeld(tx, code)
    }
    await tx.platform.update({ where: { code }, data: change, select: { code: true } })
    return { subject: { type: 'platform', id: code }, detail: { from: before, to: change }, result: { code } }
  })
}

/** A name in a ledger must lead to one platform. */
function refuseSharedNames(names: readonly string[], others: readonly { name: string; aliases: string[] }[]): void {
  for (const other of others) {
    const taken = new Set([other.name, ...other.aliases].map(platformKey))
    const shared = names.find((name) => taken.has(platformKey(name)))
    if (shared) throw new Conflict('platform.alias', `“${shared}”已经是“${other.name}”的名称或别名，请换一个，或先从那里去掉。`)
  }
}

function refuseUnknownGroup(group: string, groups: readonly string[]): void {
  if (!groups.includes(group)) throw new Invalid('platform.group', '没有这个“同一平台”组，请从列表中选择。')
}

async function refuseWhileHeld(tx: Tx, code: string): Promise<void> {
  const held = await tx.slot.count({
    where: { releasedAt: null, OR: [{ account: { platformCode: code } }, { accountId: null, filing: { platformCode: code } }] },
  })
  if (held > 0) throw new Refused('platform.inUse', `该平台有 ${held} 个账号或备案占用名额，不能改到别的组；其他各项可以修改。`, { held })
}
