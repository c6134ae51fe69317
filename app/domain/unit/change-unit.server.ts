import type { Ctx, Tx } from '~/domain/context'
import { requireAbove } from './create-unit.server'
import type { ChangeUnitInput } from './inputs'
import { divisionsInTx, nameKeyIn } from './name-key.server'
import { addAliases, replaceAliases } from './save-aliases.server'
import { isTopPath } from './tree'
import { refuseOwn, requireName, requirePlace, requireUnit, requireUscc, rewritePaths, takeTurn } from './unit-place.server'

/**
 * Corrects a unit's entry or puts it elsewhere in the tree, with everything below it. An old name stays as an alias, so that ledgers and
 * searches still find the unit.
 * @throws NotFound · Invalid uscc.invalid · Refused unit.own, unit.unsupervised, unit.ring, unit.name, uscc.taken
 */
export function changeUnit(ctx: Ctx, input: ChangeUnitInput): Promise<{ id: string }> {
  return ctx.write('unit.change', async (tx) => {
    await takeTurn(tx)
    const { id } = await requireUnit(tx, ctx, input.id)
    const unit = await tx.unit.findUniqueOrThrow({ where: { id } })
    refuseOwn(ctx, unit)
    const top = isTopPath(unit.path) && !input.parentId && !input.supervisingUnitId
    if (!top) requireAbove(input)
    const parent = await placeFor(tx, ctx, unit, input)
    const nameKey = input.name === unit.name ? unit.nameKey : nameKeyIn(input.name, unit.divisionCode, await divisionsInTx(tx))
    if (nameKey !== unit.nameKey) await requireName(tx, { name: input.name, nameKey, divisionCode: unit.divisionCode }, id)
    await tx.unit.update({
      where: { id },
      data: {
        ...{ name: input.name, nameKey, nameComplete: true, kind: input.kind, uscc: await requireUscc(tx, input.uscc, id) },
        ...{ parentId: parent?.id ?? null, supervisingUnitId: input.supervisingUnitId ?? null },
      },
    })
    if (input.aliases) await replaceAliases(tx, id, input.aliases)
    if (input.name !== unit.name) await addAliases(tx, id, [{ alias: unit.name }])
    const path = `${parent?.path ?? '/'}${id}/`
    if (path !== unit.path) await rewritePaths(tx, unit.path, path)
    const before = { name: unit.name, kind: unit.kind, uscc: unit.uscc, parentId: unit.parentId, supervisingUnitId: unit.supervisingUnitId }
    return { subject: { type: 'unit', id, unitId: id }, detail: { before, after: input }, result: { id } }
  })
}

/** A unit that stays under whom it stands is not asked whether the actor sees them: the office above may lie outside. */
async function placeFor(tx: Tx, ctx: Ctx, unit: Parameters<typeof requirePlace>[2] & { parentId: string | null }, input: ChangeUnitInput) {
  const stays = input.parentId === (unit.parentId ?? undefined)
  const { parent } = await requirePlace(tx, ctx, unit, { ...input, ...(stays && { parentId: undefined }) })
  return stays && unit.parentId ? tx.unit.findUniqueOrThrow({ where: { id: unit.parentId }, select: { id: true, path: true } }) : parent
}
