import { findHolder } from '~/domain/account/slot.server'
import { dayOf } from '~/domain/calendar/day'
import type { Ctx } from '~/domain/context'
import { NotFound } from '~/domain/errors'
import type { CheckNameInput } from './inputs'
import { adviseOnName, type NameAdvice } from './name-advice.server'

export interface NameCheck extends NameAdvice {
  /** Who else holds the slot the opening would need; null: it is free, or held by the filing that is being corrected. */
  holder: string | null
}

/** What can be said of an opening while it is being typed: the one-account rule, the name, and who is called alike. @throws NotFound */
export async function checkName(ctx: Ctx, { unitId, platformCode, name, filingId }: CheckNameInput): Promise<NameCheck> {
  const { db, actor, scope } = ctx
  const id = unitId ?? (actor.kind === 'person' ? actor.unitId : null)
  const where = { id: id ?? '', validTo: null, ...(scope.path === null ? {} : { path: { startsWith: scope.path } }) }
  const unit = id ? await db.unit.findFirst({ where, select: { id: true, name: true, tier: true, divisionCode: true } }) : null
  if (!unit) throw new NotFound('单位')
  const platform = platformCode ? await db.platform.findUnique({ where: { code: platformCode }, select: { uniquenessGroup: true } }) : null
  const holder = platform ? await findHolder(db, { unitId: unit.id, group: platform.uniquenessGroup }, filingId) : null
  if (!name) return { holder, remarks: [], lookAlikes: [] }
  const opening = { platformCode: platformCode ?? null, platformAccountId: null, appFilingNo: null, registered: false }
  return { holder, ...(await adviseOnName(db, { name, unit, account: null, opening }, dayOf(ctx.now))) }
}
