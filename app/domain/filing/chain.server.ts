import { dayOf } from '~/domain/calendar/day'
import type { Ctx, Tx } from '~/domain/context'
import { Refused } from '~/domain/errors'
import { officeKey } from '~/domain/unit/unit'
import { type ChainStep, type ChainUnit, chainOf } from './chain'
import type { FilingKind } from './filing'
import { ruleOn, stepTerm } from './term.server'

interface Row extends Omit<ChainUnit, 'isGovernmentOffice' | 'above'> {
  nameKey: string
  divisionCode: string
  parentId: string | null
  supervisingUnitId: string | null
}

/**
 * The offices a unit's filing goes through. `full`: an exception is asked for, which the top tier alone decides, whatever the policy shortens.
 * @throws Refused unit.unsupervised · unit.cycle
 */
export async function deriveChain(tx: Tx, ctx: Ctx, unitId: string, kind: FilingKind, full: boolean): Promise<ChainStep[]> {
  const units = new Map((await loadUpwards(tx, unitId)).map((row) => [row.id, chainUnit(row)]))
  const unit = units.get(unitId)
  if (!unit) throw new Refused('unit.unsupervised', '没有找到申请单位。')
  const { firstDecides } = await ruleOn(tx, 'filing.chain', dayOf(ctx.now))
  const chain = chainOf(unit, units, kind, full ? [] : firstDecides)
  if (chain.ok) return chain.steps
  if (chain.problem === 'cycle') {
    throw new Refused('unit.cycle', `“${chain.unit.name}”的上级关系成了环，备案不知报给谁。请联系备案管理员改正单位的主管单位。`)
  }
  throw new Refused('unit.unsupervised', `“${chain.unit.name}”没有主管单位，备案不知报给谁。请联系备案管理员补上。`)
}

/** An institution goes through its department, everybody else through the supervising unit. UNION ends the walk where the tree is a ring. */
function loadUpwards(tx: Tx, unitId: string): Promise<Row[]> {
  return tx.$queryRaw<Row[]>`
    WITH RECURSIVE up AS (
      SELECT u."id" FROM "Unit" u WHERE u."id" = ${unitId}::uuid
      UNION
      SELECT CASE WHEN u."kind" = 'INSTITUTION' THEN coalesce(u."parentId", u."supervisingUnitId") ELSE coalesce(u."supervisingUnitId", u."parentId") END
      FROM up JOIN "Unit" u ON u."id" = up."id")
    SELECT u."id", u."name", u."tier"::text, u."kind"::text, u."nameKey", u."divisionCode", u."parentId", u."supervisingUnitId"
    FROM up JOIN "Unit" u ON u."id" = up."id"`
}

function chainUnit({ id, name, tier, kind, nameKey, divisionCode, parentId, supervisingUnitId }: Row): ChainUnit {
  const above = kind === 'INSTITUTION' ? (parentId ?? supervisingUnitId) : (supervisingUnitId ?? parentId)
  return { id, name, tier, kind, isGovernmentOffice: nameKey === officeKey && divisionCode.length === 6, above }
}

/** Lays the chain of a filing anew; the first office's time begins. */
export async function layChain(tx: Tx, ctx: Ctx, filingId: string, steps: readonly ChainStep[]): Promise<void> {
  await tx.filingStep.deleteMany({ where: { filingId } })
  const first = await stepTerm(tx, ctx)
  await tx.filingStep.createMany({
    data: steps.map((step, position) => ({ filingId, position, unitId: step.unitId, act: step.act, ...(position === 0 && first) })),
  })
}
