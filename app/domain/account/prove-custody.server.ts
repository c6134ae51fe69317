import { dayToColumn } from '~/domain/calendar/day'
import type { Ctx } from '~/domain/context'
import type { ProveCustodyInput } from './custody-inputs'
import { addEvent, loadCustody, nameOf, requireEntered, requirePast, writtenFor } from './custody-record.server'

/**
 * Records that somebody got in: when, how, who saw it. Where access was lost, it is found again.
 * @throws NotFound · Invalid custody.day · Refused account.cancelled, custody.none
 */
export function proveCustody(ctx: Ctx, { accountId, day, way, by }: ProveCustodyInput): Promise<{ accountId: string; recovered: boolean }> {
  return ctx.write('custody.prove', async (tx) => {
    const loaded = await loadCustody(tx, ctx, accountId)
    const custody = requireEntered(loaded)
    requirePast(ctx, day, loaded.lostOn)
    const provenOn = dayToColumn(day)
    const recovered = loaded.lostOn !== null
    const newer = custody.provenOn === null || custody.provenOn <= provenOn
    await tx.custody.update({
      where: { accountId },
      data: {
        ...((newer || recovered) && { provenOn, provenHow: way, provenBy: by }),
        ...(recovered && { lostOn: null, lostHow: null, lostSteps: {} }),
        ...{ updatedAt: ctx.now, updatedBy: nameOf(ctx) },
      },
    })
    await addEvent(tx, ctx, accountId, { kind: recovered ? 'recovered' : 'proof', day, toName: by, what: way })
    return writtenFor(loaded, { day, way, recovered }, { accountId, recovered })
  })
}
