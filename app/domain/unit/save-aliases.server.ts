import type { Tx } from '~/domain/context'
import { foldName } from './unit'

/** Further names by which ledgers and searches find a unit; the ones it has stay. A name limited to one prefecture keeps its limit. */
export async function addAliases(
  tx: Tx,
  unitId: string,
  names: readonly { alias: string; prefectureCode?: string | null }[],
): Promise<void> {
  const data = names.map(({ alias, prefectureCode = null }) => ({ unitId, alias, aliasKey: foldName(alias), prefectureCode }))
  await tx.unitAlias.createMany({ data, skipDuplicates: true })
}

/** The names a unit goes by besides its own, as a form gives them: new ones are added, those left out are taken away. */
export async function replaceAliases(tx: Tx, unitId: string, names: readonly string[]): Promise<void> {
  await tx.unitAlias.deleteMany({ where: { unitId, aliasKey: { notIn: names.map(foldName) } } })
  await addAliases(
    tx,
    unitId,
    names.map((alias) => ({ alias })),
  )
}
