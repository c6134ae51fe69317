import { maskName, maskPhone, type Standing } from '~/domain/account/account'
import type { Ctx } from '~/domain/context'
import { NotFound } from '~/domain/errors'
import type { FilingIdInput } from './inputs'
import { type AccountRecord, findRecord } from './record.server'

/** An account as a filing about it begins: what is registered now. */
export interface RecordView {
  account: { id: string; name: string; standing: Standing; unit: string; unitId: string; platform: string; platformCode: string }
  /** Name and number of the contact masked. */
  record: AccountRecord
}

/** What is registered of an account, to fill a form from. @throws NotFound (outside the actor's units) */
export async function recordOf({ db, scope }: Ctx, { id }: FilingIdInput): Promise<RecordView> {
  const account = await db.account.findFirst({
    where: { id, voidedAt: null, ...(scope.path === null ? {} : { unit: { path: { startsWith: scope.path } } }) },
    select: {
      id: true,
      name: true,
      standing: true,
      unit: { select: { id: true, name: true } },
      platform: { select: { code: true, name: true } },
    },
  })
  if (!account) throw new NotFound('账号')
  const { unit, platform, ...rest } = account
  const record = await findRecord(db, id)
  const hidden = (value: AccountRecord['name'], mask: (text: string) => string) => (typeof value === 'string' ? mask(value) : null)
  return {
    account: { ...rest, unit: unit.name, unitId: unit.id, platform: platform.name, platformCode: platform.code },
    record: { ...record, contactName: hidden(record.contactName, maskName), contactPhone: hidden(record.contactPhone, maskPhone) },
  }
}
