import type { Ctx, Tx } from '~/domain/context'
import { Invalid, NotFound, Refused } from '~/domain/errors'
import { isTopPath, isWithin, type Node, supervisesItself } from './tree'
import { foldUscc, isUscc } from './uscc'

/** Whoever changes the tree of units waits for the others: two moves that would together make a ring are seen by each other. */
export async function takeTurn(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('unit.create'))`
}

export interface Above {
  id: string
  name: string
  path: string
  divisionCode: string
}

/** A unit in force that the actor may see. @throws NotFound */
export async function requireUnit(tx: Tx, { scope }: Ctx, id: string): Promise<Above> {
  const unit = await tx.unit.findFirst({
    where: { id, validTo: null, ...(scope.path === null ? {} : { path: { startsWith: scope.path } }) },
    select: { id: true, name: true, path: true, divisionCode: true },
  })
  if (!unit) throw new NotFound('单位')
  return unit
}

/**
 * Nobody places their own unit: who decides its filings is for the office above to say. The top office, with nobody above it, does.
 * @throws Refused unit.own
 */
export function refuseOwn({ actor, scope }: Ctx, unit: { id: string; path: string }): void {
  if (actor.kind !== 'person' || unit.path !== scope.path || isTopPath(unit.path)) return
  throw new Refused('unit.own', '本单位的登记须由上级办公室修改，请联系上级办公室的备案管理员。')
}

/** Who would stand above a unit and who would supervise it; both are kept free of rings. Take your turn first. @throws NotFound · Refused unit.ring */
export async function requirePlace(
  tx: Tx,
  ctx: Ctx,
  unit: { id: string; name: string; path: string; supervisingUnitId: string | null } | null,
  asked: { parentId?: string | undefined; supervisingUnitId?: string | undefined },
): Promise<{ parent: Above | null }> {
  const parent = asked.parentId ? await requireUnit(tx, ctx, asked.parentId) : null
  if (asked.supervisingUnitId && asked.supervisingUnitId !== unit?.supervisingUnitId) await requireUnit(tx, ctx, asked.supervisingUnitId)
  if (!unit) return { parent }
  if (parent && isWithin(parent.path, unit.path)) {
    throw new Refused('unit.ring', `“${parent.name}”在“${unit.name}”之下，不能作它的上级，否则上下级成了环。请另选上级单位。`, {
      relation: 'parent',
    })
  }
  if (asked.supervisingUnitId && supervisesItself(unit.id, asked.supervisingUnitId, await supervision(tx))) {
    throw new Refused('unit.ring', `所选主管单位直接或间接由“${unit.name}”主管，不能互为主管，否则备案不知报给谁。请另选主管单位。`, {
      relation: 'supervising',
    })
  }
  return { parent }
}

async function supervision(tx: Tx): Promise<Map<string, Node>> {
  const rows = await tx.unit.findMany({ where: { supervisingUnitId: { not: null } }, select: { id: true, supervisingUnitId: true } })
  return new Map(rows.map((row) => [row.id, row]))
}

/** A checked 统一社会信用代码 that no other unit has. @throws Invalid uscc.invalid · Refused uscc.taken */
export async function requireUscc(tx: Tx, written: string | undefined, id: string | null): Promise<string | null> {
  if (!written) return null
  const uscc = foldUscc(written)
  if (!isUscc(uscc)) throw new Invalid('uscc.invalid', `统一社会信用代码“${written}”校验不通过，请对照登记证书核对后改正。`)
  const holder = await tx.unit.findFirst({ where: { uscc, ...(id !== null && { NOT: { id } }) }, select: { id: true } })
  if (holder) throw new Refused('uscc.taken', `统一社会信用代码“${uscc}”已登记在另一单位名下，请核对。`)
  return uscc
}

/** A name that no unit in force of the division has. @throws Refused unit.name */
export async function requireName(
  tx: Tx,
  place: { name: string; nameKey: string; divisionCode: string },
  id: string | null,
): Promise<void> {
  const { name, nameKey, divisionCode } = place
  const other = await tx.unit.findFirst({
    where: { divisionCode, nameKey, validTo: null, ...(id !== null && { NOT: { id } }) },
    select: { name: true },
  })
  if (other)
    throw new Refused('unit.name', `同一地区已有“${other.name}”，与“${name}”是同一个名称。请核对是否重复登记，或写出能区分的全称。`)
}

/** Moves a unit with everything below it. */
export async function rewritePaths(tx: Tx, from: string, to: string): Promise<void> {
  await tx.$executeRaw`UPDATE "Unit" SET "path" = ${to} || substr("path", ${from.length + 1}::int) WHERE starts_with("path", ${from})`
}
