import type { Ctx, Tx } from '~/domain/context'
import { Conflict, Refused } from '~/domain/errors'
import type { Prisma } from '~/infra/prisma/client'
import { commandLabels, type FilingCommand, type FilingKind, type FilingState, stateAfter, stateLabels } from './filing'

/** What a filing's history says of a command besides who and when. */
export interface Said {
  reasonCode?: string | undefined
  letter?: string | undefined
  changes?: Prisma.InputJsonValue | undefined
  unitName?: string | undefined
}

type Movable = { id: string; kind: FilingKind; state: FilingState; number: string | null }

/**
 * The one place where a filing changes its state: asks the transition table, updates the row that still has the state it was read in, and
 * writes the history. Returns the new state.
 * @throws Refused filing.transition · Conflict filing.changed
 */
export async function moveFiling(
  tx: Tx,
  ctx: Ctx,
  filing: Movable,
  command: FilingCommand,
  data: Prisma.FilingUncheckedUpdateManyInput = {},
  said: Said = {},
): Promise<FilingState> {
  const state = stateAfter(filing.kind, command, filing.state)
  if (!state) {
    throw new Refused('filing.transition', `这份备案${stateLabels[filing.state]}，不能${commandLabels[command]}。`, {
      state: filing.state,
      command,
      number: filing.number,
    })
  }
  const { count } = await tx.filing.updateMany({
    where: { id: filing.id, state: filing.state },
    data: { ...data, state, updatedAt: ctx.now },
  })
  if (count !== 1) throw new Conflict('filing.changed', '这份备案刚被他人处理，请刷新后再看。', { number: filing.number })
  await tx.filingEvent.create({
    data: {
      ...{ filingId: filing.id, at: ctx.now, command, state, actorName: actorName(ctx), unitName: said.unitName ?? null },
      ...{ reasonCode: said.reasonCode ?? null, letter: said.letter ?? null, ...(said.changes !== undefined && { changes: said.changes }) },
    },
  })
  return state
}

/** The name under which somebody acts on a record. */
export function actorName({ actor }: Ctx): string {
  return actor.kind === 'visitor' ? '访客' : actor.name
}
