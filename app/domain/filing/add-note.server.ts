import type { Ctx } from '~/domain/context'
import { NotFound } from '~/domain/errors'
import type { NoteInput } from './inputs'
import { loadFiling } from './load.server'
import { actorName } from './move.server'

/**
 * A remark of the offices among themselves.
 * @throws NotFound (outside the actor's units, or the actor belongs to no office of the chain)
 */
export function addNote(ctx: Ctx, input: NoteInput): Promise<{ id: string }> {
  return ctx.write('filing.addNote', async (tx) => {
    const filing = await loadFiling(tx, ctx, input.id)
    const unitId = ctx.actor.kind === 'person' ? ctx.actor.unitId : null
    if (unitId === filing.unitId && !filing.atTop) throw new NotFound('备案')
    await tx.filingNote.create({ data: { filingId: filing.id, at: ctx.now, unitId, authorName: actorName(ctx), text: input.text } })
    return { subject: { type: 'filing', id: filing.id, unitId: filing.unitId }, result: { id: filing.id } }
  })
}
