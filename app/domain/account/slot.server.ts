import type { Tx } from '~/domain/context'
import { Refused } from '~/domain/errors'
import { holderText } from './account'

export interface SlotClaim {
  unitId: string
  group: string
  accountId: string | null
  /** The filing it is taken for. */
  filingId?: string
  /** The exception by which a second account stands. */
  exceptionId: string | null
  at: Date
}

/**
 * Takes the one slot of a unit in a uniqueness group. The index decides: of two at once exactly one gets it.
 * Rule: 国办发〔2018〕123号 四(一).
 * A unit that is being reorganised is waited for: what has ended takes no slot.
 * @throws Refused slot.taken, with `holder`: unit · account · filing number · Refused unit.ended
 */
export async function takeSlot(tx: Tx, claim: SlotClaim): Promise<{ id: string }> {
  const [slot] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO "Slot" ("unitId", "group", "accountId", "filingId", "exceptionId", "takenAt")
    SELECT u."id", ${claim.group}, ${claim.accountId}::uuid, ${claim.filingId ?? null}::uuid, ${claim.exceptionId}::uuid, ${claim.at}::timestamptz
    FROM (SELECT "id" FROM "Unit" WHERE "id" = ${claim.unitId}::uuid AND "validTo" IS NULL FOR KEY SHARE) u
    ON CONFLICT DO NOTHING RETURNING "id"`
  if (slot) return slot
  const unit = await tx.unit.findUnique({ where: { id: claim.unitId }, select: { name: true, validTo: true } })
  if (unit?.validTo) throw new Refused('unit.ended', `“${unit.name}”已并入其他单位或撤销，不能再占用名额。请刷新后改在承接单位办理。`)
  const holder = (await findHolder(tx, claim)) ?? '他人刚提交的备案'
  throw new Refused('slot.taken', `该单位在这个平台的名额已被占用（${holder}）。一个单位在同一平台只能有一个账号，请核实或先登记例外。`, {
    holder,
  })
}

/** Frees the slot an account holds; nothing happens when it holds none. */
export async function releaseSlot(tx: Tx, { accountId, at }: { accountId: string; at: Date }): Promise<void> {
  await tx.slot.updateMany({ where: { accountId, releasedAt: null }, data: { releasedAt: at } })
}

/** Who holds a slot, as it is named to whoever wants it: unit · account · filing number; null when nobody does, or only the filing `but`. */
export async function findHolder(tx: Tx, { unitId, group }: Pick<SlotClaim, 'unitId' | 'group'>, but?: string): Promise<string | null> {
  const held = await tx.slot.findFirst({
    where: { unitId, group, releasedAt: null, ...(but && { OR: [{ filingId: null }, { filingId: { not: but } }] }) },
    orderBy: { exceptionId: { sort: 'asc', nulls: 'first' } },
    select: { unit: { select: { name: true } }, account: { select: { name: true, filingNo: true } }, filing: { select: { number: true } } },
  })
  if (!held) return null
  const { unit, account, filing } = held
  return holderText({ unit: unit.name, account: account?.name ?? null, filingNo: account?.filingNo ?? filing?.number ?? null })
}
