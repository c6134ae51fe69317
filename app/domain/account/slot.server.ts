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
 * @throws Refused slot.taken, with `holder`: unit · account · filing number
 */
export async function takeSlot(tx: Tx, claim: SlotClaim): Promise<{ id: string }> {
  const [slot] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO "Slot" ("unitId", "group", "accountId", "filingId", "exceptionId", "takenAt")
    VALUES (${claim.unitId}::uuid, ${claim.group}, ${claim.accountId}::uuid, ${claim.filingId ?? null}::uuid, ${claim.exceptionId}::uuid, ${claim.at})
    ON CONFLICT DO NOTHING RETURNING "id"`
  if (slot) return slot
  const holder = await findHolder(tx, claim)
  throw new Refused('slot.taken', `该单位在这个平台的名额已被占用（${holder}）。一个单位在同一平台只能有一个账号，请核实或先登记例外。`, {
    holder,
  })
}

/** Frees the slot an account holds; nothing happens when it holds none. */
export async function releaseSlot(tx: Tx, { accountId, at }: { accountId: string; at: Date }): Promise<void> {
  await tx.slot.updateMany({ where: { accountId, releasedAt: null }, data: { releasedAt: at } })
}

async function findHolder(tx: Tx, { unitId, group }: SlotClaim): Promise<string> {
  const held = await tx.slot.findFirst({
    where: { unitId, group, releasedAt: null },
    orderBy: { exceptionId: { sort: 'asc', nulls: 'first' } },
    select: { unit: { select: { name: true } }, account: { select: { name: true, filingNo: true } }, filing: { select: { number: true } } },
  })
  return holderText({
    unit: held?.unit.name ?? '',
    account: held?.account?.name ?? null,
    filingNo: held?.account?.filingNo ?? held?.filing?.number ?? null,
  })
}
