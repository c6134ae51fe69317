import { type Day, dayFromColumn, dayOf, dayToColumn } from '~/domain/calendar/day'
import type { Ctx, Tx } from '~/domain/context'
import { Invalid, NotFound, Refused } from '~/domain/errors'
import type { Prisma } from '~/infra/prisma/client'
import { differences } from './difference'
import type { RecordUpwardInput } from './inputs'
import { actorName } from './move.server'
import { upwardFields } from './upward'

/**
 * Writes down under which numbers, and since when, an account stands on the provincial platform, in the national system, and with 网信; what
 * is not given stays as it is.
 * Rules: 全省政务新媒体监测分析平台、全国政务新媒体信息报送系统; 国办函〔2026〕12号 for apps and mini-programs; semantics "Filing".
 * @throws NotFound (outside the actor's units, or a filing nothing was registered by) · Refused upward.unfiled, upward.same · Invalid upward.day
 */
export function recordUpward(ctx: Ctx, input: RecordUpwardInput): Promise<{ accountId: string }> {
  return ctx.write('filing.recordUpward', async (tx) => {
    const account = await findAccount(tx, ctx, input)
    if (account.standing === 'UNFILED') {
      throw new Refused('upward.unfiled', `“${account.name}”还没有备案，请先办理备案，再录入上级系统的编号。`)
    }
    const after = { ...account.record, ...given(input) }
    const changes = differences(account.record, after)
    if (Object.keys(changes).length === 0) throw new Refused('upward.same', '这些编号和日期已经录入，没有变化。')
    requireDays(ctx, input, account.filedOn)
    const { provincialOn, nationalOn, ...numbers } = after
    await tx.account.update({
      where: { id: account.id },
      data: { ...numbers, provincialOn: column(provincialOn), nationalOn: column(nationalOn), updatedAt: ctx.now },
    })
    await tx.accountRevision.create({
      data: { accountId: account.id, at: ctx.now, action: 'filing.recordUpward', actorName: actorName(ctx), changes },
    })
    return {
      subject: { type: 'account', id: account.id, unitId: account.unitId },
      detail: { changes },
      result: { accountId: account.id },
    }
  })
}

type Upward = Record<(typeof upwardFields)[number], string | null>

function given(input: RecordUpwardInput): Partial<Upward> {
  return Object.fromEntries(upwardFields.flatMap((field) => (input[field] === undefined ? [] : [[field, input[field]]])))
}

const column = (day: Day | null) => day && dayToColumn(day)

async function findAccount(tx: Tx, { scope }: Ctx, { accountId, filingId }: RecordUpwardInput) {
  const where: Prisma.AccountWhereInput = {
    voidedAt: null,
    ...(accountId && { id: accountId }),
    ...(filingId && { filings: { some: { id: filingId } } }),
    ...(scope.path !== null && { unit: { path: { startsWith: scope.path } } }),
  }
  const account = await tx.account.findFirst({
    where,
    select: {
      ...{ id: true, name: true, unitId: true, standing: true, filedOn: true, appFilingNo: true },
      ...{ provincialNo: true, provincialOn: true, nationalNo: true, nationalOn: true },
    },
  })
  if (!account) throw new NotFound(filingId ? '备案登记的账号' : '账号')
  const { id, name, unitId, standing, filedOn, appFilingNo, provincialNo, provincialOn, nationalNo, nationalOn } = account
  const day = (value: Date | null) => value && dayFromColumn(value)
  const record: Upward = { appFilingNo, provincialNo, provincialOn: day(provincialOn), nationalNo, nationalOn: day(nationalOn) }
  return { id, name, unitId, standing, filedOn: day(filedOn), record }
}

function requireDays(ctx: Ctx, { provincialOn, nationalOn }: RecordUpwardInput, filedOn: Day | null): void {
  for (const day of [provincialOn, nationalOn]) {
    if (day && day > dayOf(ctx.now)) throw new Invalid('upward.day', '录入日期不能晚于今天，请核对。')
    if (day && filedOn && day < filedOn) throw new Invalid('upward.day', `录入日期不能早于登记日期（${filedOn}），请核对。`)
  }
}
