import { nameKey, readUrl } from '~/domain/account/account'
import { createSpeller } from '~/domain/account/pinyin'
import { dayToColumn } from '~/domain/calendar/day'
import type { Ctx, Tx } from '~/domain/context'
import type { Prisma } from '~/infra/prisma/client'
import { type Differences, differences } from './difference'
import type { LoadedFiling } from './load.server'
import { actorName } from './move.server'
import { type AccountRecord, loadRecord } from './record.server'
import { type ChangeField, decidedFields, type Requested, reportedFields } from './requests'

/** What is in force at once: contacts, operator, address. Shown to the office, decided by nobody. */
export function applyReported(tx: Tx, ctx: Ctx, filing: LoadedFiling, change: Requested<'change'>) {
  return apply(tx, ctx, filing, change, reportedFields)
}

/** What was decided, written over the live record with a revision; a new organiser gets the slot that was held for it. */
export async function applyDecided(tx: Tx, ctx: Ctx, filing: LoadedFiling, change: Requested<'change'>) {
  const changes = await apply(tx, ctx, filing, change, decidedFields)
  if (filing.targetUnitId) await handOverSlot(tx, ctx, filing)
  return changes
}

async function apply(
  tx: Tx,
  ctx: Ctx,
  filing: LoadedFiling,
  change: Requested<'change'>,
  fields: readonly ChangeField[],
): Promise<Differences> {
  const accountId = filing.accountId ?? ''
  const before = await loadRecord(tx, accountId)
  const after = { ...before }
  for (const field of fields) if (change[field] !== undefined) after[field] = change[field]
  if (fields.includes('url') && change.url) after.url = readUrl(change.url)?.url ?? change.url
  const changes = differences(before, after)
  if (Object.keys(changes).length === 0) return changes
  await tx.account.update({ where: { id: accountId }, data: { ...columnsOf(after), updatedAt: ctx.now } })
  if (changes.contactName || changes.contactPhone) {
    const contact = { name: one(after.contactName), phone: one(after.contactPhone) }
    await tx.accountContact.upsert({ where: { accountId }, create: { accountId, ...contact }, update: contact })
  }
  await tx.accountRevision.create({
    data: { accountId, at: ctx.now, action: 'filing.change', actorName: actorName(ctx), changes },
  })
  return changes
}

function columnsOf(record: AccountRecord): Prisma.AccountUncheckedUpdateInput {
  const name = one(record.name) ?? ''
  const url = one(record.url)
  const contractEndsOn = one(record.contractEndsOn)
  return {
    ...{ name, nameKey: nameKey(name), ...createSpeller()(name), unitId: one(record.organiserId) ?? '' },
    ...{ certifiedSubject: one(record.certifiedSubject), contentClass: one(record.contentClass) as 'PUBLISH' | 'SERVICE' | 'MIXED' | null },
    ...{ url, urlKey: url && (readUrl(url)?.key ?? null), leader: one(record.leader), purpose: one(record.purpose) },
    ...{ interactions: Array.isArray(record.interactions) ? record.interactions : [] },
    ...{ operatorKind: one(record.operatorKind), operatorOrg: one(record.operatorOrg) },
    contractEndsOn: contractEndsOn && dayToColumn(contractEndsOn),
  }
}

function one(value: string | string[] | null): string | null {
  return typeof value === 'string' ? value : null
}

async function handOverSlot(tx: Tx, ctx: Ctx, filing: LoadedFiling): Promise<void> {
  const accountId = filing.accountId ?? ''
  await tx.slot.updateMany({ where: { accountId, releasedAt: null }, data: { releasedAt: ctx.now } })
  await tx.slot.updateMany({ where: { filingId: filing.id, accountId: null, releasedAt: null }, data: { accountId } })
}
