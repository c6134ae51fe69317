import { takeSlot } from '~/domain/account/slot.server'
import type { Ctx, Tx } from '~/domain/context'
import { NotFound, Refused } from '~/domain/errors'
import type { Prisma } from '~/infra/prisma/client'
import { valuesOf } from './difference'
import { closedStates, kindLabels } from './filing'
import { findEnding } from './link.server'
import type { LoadedFiling } from './load.server'
import { loadRecord } from './record.server'
import { decidedFields, fieldLabels, type Requested } from './requests'
import { releaseSlot } from './slot-claim.server'

type Data = Prisma.FilingUncheckedUpdateManyInput

/** From which standings an account may be changed, shut, cancelled or merged, and the sentence for the others. */
const standingsFor: Record<'change' | 'shutdown' | 'cancel' | 'merge', readonly string[]> = {
  change: ['REGISTERED', 'ANNOUNCING'],
  shutdown: ['REGISTERED'],
  cancel: ['SHUT', 'REGISTERED', 'UNFILED'],
  merge: ['REGISTERED'],
}
const standingWords: Record<string, string> = {
  REGISTERED: '在册',
  ANNOUNCING: '正在公告关停',
  SHUT: '已关停',
  CANCELLED: '已注销',
  UNFILED: '未备案',
}

/**
 * What a filing about an existing account takes hold of: the record as it stands, and for a new organiser the slot there.
 * @throws NotFound · Refused account.standing, account.ending, change.overlapping, merge.target, slot.taken
 */
export async function takeUpAccount(tx: Tx, ctx: Ctx, filing: LoadedFiling, requested: Requested): Promise<Data> {
  const { kind, account } = filing
  if (kind === 'open' || !account) throw new NotFound('账号')
  const record = await loadRecord(tx, account.id)
  const { standing } = await tx.account.findUniqueOrThrow({ where: { id: account.id }, select: { standing: true } })
  if (!standingsFor[kind].includes(standing)) {
    throw new Refused('account.standing', `“${account.name}”${standingWords[standing]}，不能办理${kindLabels[kind]}。`, { standing })
  }
  const original: Prisma.InputJsonObject = { ...record }
  if (kind === 'change') return { original, ...(await reserve(tx, ctx, filing, requested as Requested<'change'>)) }
  await refuseSecondEnding(tx, filing)
  if (kind === 'cancel') return { original, linkedFilingId: await findEnding(tx, account.id) }
  if (kind !== 'merge') return { original }
  const { targetAccountId } = requested as Requested<'merge'>
  await requireTarget(tx, account.id, targetAccountId)
  return { original, targetAccountId }
}

/** Two open changes never touch the same field; a new organiser's slot is held from now on, the old one's until the change is made. */
async function reserve(tx: Tx, ctx: Ctx, filing: LoadedFiling, change: Requested<'change'>): Promise<Data> {
  const touched = decidedFields.filter((field) => change[field] !== undefined)
  const others = await tx.filing.findMany({
    where: { accountId: filing.accountId, kind: 'change', id: { not: filing.id }, state: { notIn: [...closedStates, 'draft'] } },
    select: { number: true, requested: true },
  })
  for (const other of others) {
    const shared = touched.filter((field) => valuesOf(other.requested)[field] !== undefined)
    if (shared.length > 0) {
      throw new Refused(
        'change.overlapping',
        `${other.number} 正在办理同一项变更（${shared.map((field) => fieldLabels[field]).join('、')}），请等它办结或撤回后再提交。`,
        {
          number: other.number,
          fields: shared,
        },
      )
    }
  }
  await releaseSlot(tx, ctx, filing.id)
  const { organiserId } = change
  if (!organiserId || organiserId === filing.unitId) return { targetUnitId: null }
  const unit = await tx.unit.findFirst({ where: { id: organiserId, validTo: null }, select: { id: true } })
  if (!unit) throw new NotFound('单位')
  const group = filing.account?.platform.uniquenessGroup ?? ''
  await takeSlot(tx, { unitId: organiserId, group, accountId: null, filingId: filing.id, exceptionId: null, at: ctx.now })
  return { targetUnitId: organiserId }
}

async function refuseSecondEnding(tx: Tx, filing: LoadedFiling): Promise<void> {
  const other = await tx.filing.findFirst({
    where: {
      accountId: filing.accountId,
      id: { not: filing.id },
      kind: { in: ['shutdown', 'cancel', 'merge'] },
      state: { notIn: [...closedStates, 'draft'] },
    },
    select: { number: true, kind: true },
  })
  if (other)
    throw new Refused('account.ending', `这个账号已有正在办理的关停、注销或合并（${other.number}），不能重复提交。`, {
      number: other.number,
    })
}

async function requireTarget(tx: Tx, sourceId: string, targetId: string): Promise<void> {
  if (sourceId === targetId) throw new Refused('merge.target', '不能并入账号自己，请另选目标账号。')
  const target = await tx.account.findFirst({ where: { id: targetId, voidedAt: null, standing: 'REGISTERED' }, select: { id: true } })
  if (!target) throw new Refused('merge.target', '并入的账号不在册，请另选目标账号。')
}
