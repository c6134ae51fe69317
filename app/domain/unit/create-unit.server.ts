import { randomUUID } from 'node:crypto'
import { dayOf, dayToColumn } from '~/domain/calendar/day'
import type { Ctx } from '~/domain/context'
import { Invalid, Refused } from '~/domain/errors'
import { parseDivisionCode } from './division'
import type { CreateUnitInput } from './inputs'
import { divisionsInTx, nameKeyIn } from './name-key.server'
import { addAliases } from './save-aliases.server'
import { officeKey } from './unit'
import { requireName, requirePlace, requireUscc, takeTurn } from './unit-place.server'

/**
 * Enters a unit. Only the top office stands without somebody above it and without a supervising unit.
 * @throws NotFound (parent or supervising unit outside the actor's units) · Invalid division.invalid, uscc.invalid · Refused unit.unsupervised, unit.name, uscc.taken
 */
export function createUnit(ctx: Ctx, input: CreateUnitInput): Promise<{ id: string }> {
  return ctx.write('unit.create', async (tx) => {
    await takeTurn(tx)
    const divisions = await divisionsInTx(tx)
    const divisionCode = parseDivisionCode(input.divisionCode)
    if (!divisionCode) throw new Invalid('division.invalid', `行政区划代码“${input.divisionCode}”不对：应为 6 位、9 位或 12 位数字。`)
    const { parent } = await requirePlace(tx, ctx, null, input)
    const nameKey = nameKeyIn(input.name, divisionCode, divisions)
    const top = ctx.scope.path === null && !parent && !input.supervisingUnitId && nameKey === officeKey
    if (!top) requireAbove(input)
    await requireName(tx, { name: input.name, nameKey, divisionCode }, null)
    const id = randomUUID()
    await tx.unit.create({
      data: {
        ...{ id, name: input.name, nameKey, tier: input.tier, kind: input.kind, divisionCode },
        ...{ uscc: await requireUscc(tx, input.uscc, null), path: `${parent?.path ?? '/'}${id}/`, parentId: parent?.id ?? null },
        ...{ supervisingUnitId: input.supervisingUnitId ?? null, validFrom: dayToColumn(dayOf(ctx.now)), createdAt: ctx.now },
      },
    })
    await addAliases(
      tx,
      id,
      input.aliases.map((alias) => ({ alias })),
    )
    return { subject: { type: 'unit', id, unitId: id }, detail: { ...input, divisionCode }, result: { id } }
  })
}

/** @throws Refused unit.unsupervised */
export function requireAbove({
  parentId,
  supervisingUnitId,
}: {
  parentId?: string | undefined
  supervisingUnitId?: string | undefined
}): void {
  if (parentId && supervisingUnitId) return
  throw new Refused('unit.unsupervised', '除最上级办公室外，每个单位都要有上级单位和主管单位，否则备案不知报给谁。请补选。')
}
