import { dayToColumn } from '~/domain/calendar/day'
import type { Ctx } from '~/domain/context'
import { Refused } from '~/domain/errors'
import type { Prisma } from '~/infra/prisma/client'
import type { LostStepInput, ReportLostInput } from './custody-inputs'
import { addEvent, loadCustody, nameOf, requireEntered, requirePast, writtenFor } from './custody-record.server'

/** 失去管理权限: nobody gets in any more. @throws NotFound · Invalid custody.day · Refused account.cancelled, custody.none, custody.lost */
export function reportLost(ctx: Ctx, { accountId, day, how }: ReportLostInput): Promise<{ accountId: string }> {
  return ctx.write('custody.reportLost', async (tx) => {
    const loaded = await loadCustody(tx, ctx, accountId)
    requireEntered(loaded)
    requirePast(ctx, day)
    if (loaded.lostOn) throw new Refused('custody.lost', `已登记 ${loaded.lostOn} 起失去管理权限，请在下面继续登记找回的步骤。`)
    await tx.custody.update({
      where: { accountId },
      data: { lostOn: dayToColumn(day), lostHow: how, lostSteps: {}, updatedAt: ctx.now, updatedBy: nameOf(ctx) },
    })
    await addEvent(tx, ctx, accountId, { kind: 'lost', day, what: how })
    return writtenFor(loaded, { day }, { accountId })
  })
}

/** One step of finding it again, with its day. @throws NotFound · Invalid custody.day · Refused account.cancelled, custody.notLost */
export function tickLostStep(ctx: Ctx, { accountId, step, day }: LostStepInput): Promise<{ accountId: string }> {
  return ctx.write('custody.tick', async (tx) => {
    const loaded = await loadCustody(tx, ctx, accountId)
    if (!loaded.custody || !loaded.lostOn) throw new Refused('custody.notLost', '这个账号没有登记失去管理权限。')
    requirePast(ctx, day, loaded.lostOn)
    const steps = { ...(loaded.custody.lostSteps as Prisma.JsonObject), [step]: day }
    await tx.custody.update({ where: { accountId }, data: { lostSteps: steps, updatedAt: ctx.now, updatedBy: nameOf(ctx) } })
    await addEvent(tx, ctx, accountId, { kind: 'step', day, what: step })
    return writtenFor(loaded, { step, day }, { accountId })
  })
}
