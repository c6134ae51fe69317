import type { FilingKind } from './filing'

export type UnitKind = 'OFFICE' | 'DEPARTMENT' | 'INSTITUTION' | 'VERTICAL'
export type Tier = 'PROVINCE' | 'PREFECTURE' | 'COUNTY' | 'TOWNSHIP'

/** A unit on the way up, as far as the chain needs it. */
export interface ChainUnit {
  id: string
  name: string
  tier: Tier
  kind: UnitKind
  /** Government office of a division, as against a township's own office. */
  isGovernmentOffice: boolean
  /** Who decides its filings: the supervising unit, else the parent; null at the top. */
  above: string | null
}

/** review: looks and passes on · decide: the last word · record: a vertical system has decided, the office writes it down · inform: is told. */
export const stepActs = ['review', 'decide', 'record', 'inform'] as const
export type StepAct = (typeof stepActs)[number]

export const actLabels: Record<StepAct, string> = { review: '审核', decide: '备案', record: '登记', inform: '知悉' }

export interface ChainStep {
  unitId: string
  act: StepAct
}

/** Where the first government office decides and those above are informed; an absent tier or kind means every. */
export interface FirstDecides {
  tier?: 'COUNTY' | 'TOWNSHIP' | undefined
  kind?: string | undefined
}

export type Chain = { ok: true; steps: ChainStep[] } | { ok: false; problem: 'unsupervised' | 'cycle'; unit: ChainUnit }

/**
 * Who looks at a unit's filing, from the nearest to the one who has the last word: department → county office (审核) → prefecture office
 * (备案); institution → its department → the offices. A unit's own step is skipped; the top office decides its own, by a second registrar.
 * Rules: 国办发〔2018〕123号 二, 四(一) 分级备案; semantics "Filing". Vertically managed units are recorded by the territorial office alone.
 */
export function chainOf(
  unit: ChainUnit,
  units: ReadonlyMap<string, ChainUnit>,
  kind: FilingKind,
  firstDecides: readonly FirstDecides[],
): Chain {
  const above: ChainUnit[] = []
  for (let at = unit; at.above !== null; ) {
    const next = units.get(at.above)
    if (!next) return { ok: false, problem: 'unsupervised', unit: at }
    if (next.id === unit.id || above.includes(next)) return { ok: false, problem: 'cycle', unit: next }
    above.push(next)
    at = next
  }
  if (above.length === 0) {
    return unit.isGovernmentOffice
      ? { ok: true, steps: [{ unitId: unit.id, act: 'decide' }] }
      : { ok: false, problem: 'unsupervised', unit }
  }
  const office = above.find((candidate) => candidate.isGovernmentOffice)
  if (!office) return { ok: false, problem: 'unsupervised', unit }
  if (unit.kind === 'VERTICAL') return { ok: true, steps: [{ unitId: office.id, act: 'record' }] }
  const early = firstDecides.some((rule) => (!rule.tier || rule.tier === unit.tier) && (!rule.kind || rule.kind === kind))
  const last = early ? above.indexOf(office) : above.length - 1
  return { ok: true, steps: above.map(({ id }, at) => ({ unitId: id, act: at < last ? 'review' : at === last ? 'decide' : 'inform' })) }
}
