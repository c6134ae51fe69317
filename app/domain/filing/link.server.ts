import type { Ctx, Tx } from '~/domain/context'
import { type FilingKind, kindLabels } from './filing'
import type { LoadedFiling } from './load.server'
import { actorName } from './move.server'
import { nextNumber } from './number.server'
import { mergeRequest } from './requests'

/** The shutdown or merger that a cancellation finishes. */
export async function findEnding(tx: Tx, accountId: string | null): Promise<string | null> {
  const ending = await tx.filing.findFirst({
    where: { accountId: accountId ?? '', kind: { in: ['shutdown', 'merge'] }, state: 'registered' },
    orderBy: { closedAt: 'desc' },
    select: { id: true },
  })
  return ending?.id ?? null
}

/**
 * Writes the merger into the target's own history: a reported change of its own number, linked to the filing of the account that went into it,
 * so that either unit finds the other's paper.
 */
export async function recordOnTarget(tx: Tx, ctx: Ctx, filing: LoadedFiling): Promise<void> {
  const { followers } = mergeRequest.parse(filing.requested)
  const target = await tx.account.findUniqueOrThrow({
    where: { id: filing.targetAccountId ?? '' },
    select: { id: true, unitId: true, unit: { select: { divisionCode: true } } },
  })
  const kind: FilingKind = 'change'
  const number = await nextNumber(tx, ctx, kind, target.unit.divisionCode)
  const reason = `${filing.unit.name}的“${filing.account?.name}”并入（${kindLabels.merge} ${filing.number}）。${followers}`
  await tx.filing.create({
    data: {
      ...{ kind, number, state: 'registered', unitId: target.unitId, accountId: target.id, linkedFilingId: filing.id },
      ...{ draft: {}, requested: { reason }, createdAt: ctx.now, submittedAt: ctx.now, closedAt: ctx.now, updatedAt: ctx.now },
      events: { create: { at: ctx.now, command: 'report', state: 'registered', actorName: actorName(ctx), letter: reason } },
    },
  })
}
