import { type Day, dayFromColumn } from '~/domain/calendar/day'
import type { Ctx, Tx } from '~/domain/context'
import { Invalid, Refused } from '~/domain/errors'
import type { ReorganisationInput } from '~/domain/unit/inputs'
import { divisionsInTx, nameKeyIn } from '~/domain/unit/name-key.server'
import { isWithin } from '~/domain/unit/tree'
import { type Above, refuseOwn, requireName, requireUnit } from '~/domain/unit/unit-place.server'

/** A new unit of a division, not made yet. */
export interface NewPart {
  ref: string
  name: string
  nameKey: string
}

/** What is to happen, checked against the tree of units; what hangs on it is found by reorganise-effects. */
export interface Outline {
  input: ReorganisationInput
  unit: Above & { parentId: string | null; supervisingUnitId: string | null; nameKey: string; validFrom: Day | null }
  into: Above | null
  renamed: { from: string; to: string; nameKey: string } | null
  parts: NewPart[]
  /** The unit that goes on under its name, or ends the day before. */
  ends: boolean
  /** Who takes over what stood below an ended unit. */
  heir: Above | null
  /** Where accounts go that nobody placed: the unit itself, who takes over, or nowhere. */
  usual: string | null
}

/**
 * Reads a plan against the tree as it stands.
 * @throws NotFound · Invalid reorganisation.name, reorganisation.into, reorganisation.parts, reorganisation.day · Refused unit.own, unit.name,
 * unit.ring, reorganisation.top
 */
export async function outlineOf(tx: Tx, ctx: Ctx, input: ReorganisationInput): Promise<Outline> {
  const found = await requireUnit(tx, ctx, input.unitId)
  refuseOwn(ctx, found)
  const row = await tx.unit.findUniqueOrThrow({
    where: { id: found.id },
    select: { parentId: true, supervisingUnitId: true, nameKey: true, validFrom: true },
  })
  const unit = { ...found, ...row, validFrom: row.validFrom && dayFromColumn(row.validFrom) }
  const ends = input.kind === 'merge' || input.kind === 'abolish'
  if (unit.validFrom && input.effectiveOn <= unit.validFrom) {
    throw new Invalid('reorganisation.day', `生效日期须晚于“${unit.name}”设立的日期 ${unit.validFrom}。`)
  }
  if (ends && unit.parentId === null) throw new Refused('reorganisation.top', '最上级办公室不能并入其他单位或撤销。')
  const into = await takerOf(tx, ctx, unit, input)
  const heir = into ?? (ends && unit.parentId ? await aboveOf(tx, unit.parentId) : null)
  return {
    ...{ input, unit, into, ends, heir },
    renamed: await renaming(tx, unit, input),
    parts: await partsOf(tx, unit, input),
    usual: ends ? (into?.id ?? null) : unit.id,
  }
}

type Unit = Outline['unit']

async function takerOf(tx: Tx, ctx: Ctx, unit: Unit, { kind, intoId }: ReorganisationInput): Promise<Above | null> {
  if (kind !== 'merge' && kind !== 'abolish') return null
  if (!intoId) {
    if (kind === 'merge') throw new Invalid('reorganisation.into', '请选择并入哪个单位。')
    return null
  }
  const into = await requireUnit(tx, ctx, intoId)
  if (into.id === unit.id) throw new Invalid('reorganisation.into', '不能并入单位自己，请另选承接单位。')
  if (isWithin(into.path, unit.path)) {
    throw new Refused(
      'unit.ring',
      `“${into.name}”是“${unit.name}”的下级，不能承接它，否则上下级成了环。请先把它调整到别处，或另选承接单位。`,
    )
  }
  return into
}

function aboveOf(tx: Tx, id: string): Promise<Above> {
  return tx.unit.findUniqueOrThrow({ where: { id }, select: { id: true, name: true, path: true, divisionCode: true } })
}

async function renaming(tx: Tx, unit: Unit, { kind, newName }: ReorganisationInput): Promise<Outline['renamed']> {
  if (kind !== 'rename') return null
  if (!newName || newName === unit.name) throw new Invalid('reorganisation.name', '请填写与现名不同的新名称。')
  const nameKey = nameKeyIn(newName, unit.divisionCode, await divisionsInTx(tx))
  if (nameKey !== unit.nameKey) await requireName(tx, { name: newName, nameKey, divisionCode: unit.divisionCode }, unit.id)
  return { from: unit.name, to: newName, nameKey }
}

async function partsOf(tx: Tx, unit: Unit, { kind, parts }: ReorganisationInput): Promise<NewPart[]> {
  if (kind !== 'split') return []
  const divisions = await divisionsInTx(tx)
  const made = parts.map((name, i) => ({ ref: `part:${i}`, name, nameKey: nameKeyIn(name, unit.divisionCode, divisions) }))
  for (const part of made) {
    await requireName(tx, { ...part, divisionCode: unit.divisionCode }, null)
    if (made.some((other) => other !== part && other.nameKey === part.nameKey)) {
      throw new Invalid('reorganisation.parts', `新设单位“${part.name}”写了两次，请删去一个。`)
    }
  }
  return made
}
