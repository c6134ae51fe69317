import type { Tx } from '~/domain/context'
import { createDivisionIndex, type DivisionIndex, sixDigits } from './division'
import { restWithin } from './place'
import { foldName, nameKey } from './unit'

/** The divisions, read inside a transaction. */
export async function divisionsInTx(tx: Tx): Promise<DivisionIndex> {
  return createDivisionIndex(await tx.division.findMany({ select: { code: true, name: true, tier: true, parentCode: true } }))
}

/** The key of a name in its division, as the ledger import would give it. */
export function nameKeyIn(name: string, divisionCode: string, divisions: DivisionIndex): string {
  return nameKey(restWithin(foldName(name), divisions.byCode(sixDigits(divisionCode)), divisions))
}
