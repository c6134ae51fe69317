import { dayFromColumn } from '~/domain/calendar/day'
import type { Tx } from '~/domain/context'
import { NotFound } from '~/domain/errors'
import type { ChangeField } from './requests'

/** An account's record in the words of a change request. */
export type AccountRecord = Record<ChangeField, string | string[] | null>

/** The live record of an account, its row locked: what a change is compared with, and what it is written over. */
export async function loadRecord(tx: Tx, accountId: string): Promise<AccountRecord> {
  await tx.$queryRaw`SELECT 1 FROM "Account" WHERE "id" = ${accountId}::uuid FOR UPDATE`
  return findRecord(tx, accountId)
}

/** The same without the lock, for reading. @throws NotFound */
export async function findRecord(tx: Pick<Tx, 'account'>, accountId: string): Promise<AccountRecord> {
  const account = await tx.account.findFirst({
    where: { id: accountId, voidedAt: null },
    select: {
      ...{ name: true, unitId: true, certifiedSubject: true, contentClass: true, url: true, leader: true, purpose: true },
      ...{ interactions: true, operatorKind: true, operatorOrg: true, contractEndsOn: true },
      contacts: { select: { name: true, phone: true }, take: 1 },
    },
  })
  if (!account) throw new NotFound('账号')
  const { contacts, unitId, contractEndsOn, ...rest } = account
  return {
    ...rest,
    organiserId: unitId,
    contactName: contacts[0]?.name ?? null,
    contactPhone: contacts[0]?.phone ?? null,
    contractEndsOn: contractEndsOn && dayFromColumn(contractEndsOn),
  }
}
