import { type BulletinGroup, bulletinGroupLabels, bulletinGroups } from '~/domain/account/account'
import type { FindingState } from '~/domain/supervision/finding'
import { checkedOf, type Level, type LevelCounts, noCounts, totalOf, vetoLevels } from '~/domain/supervision/level'
import { type Tier, tiers } from '~/domain/unit/tier'
import type { Result } from './row'

/**
 * The figures of a bulletin: pure arithmetic over counted rows, the same for page, DOCX and XLSX.
 * 合格率 = (检查数 − 不合格数) / 检查数; 检查比例 = 检查数 / 备案数. Unknown and exempt accounts are counted but not checked.
 */
/** Accounts that are alike in everything a bulletin counts by. */
export interface Cell {
  tier: Tier
  unit: string
  unitName: string
  platform: string
  platformName: string
  group: BulletinGroup
  level: Level
  finding: FindingState | null
  accounts: number
}

export interface Part {
  key: string
  name: string
  total: number
  checked: number
  unqualified: number
  /** Percent, or null when nothing was checked. */
  rate: number | null
}

export interface Count {
  total: number
  checked: number
  coverage: number | null
  unqualified: { confirmed: number; proposed: number }
  rate: number | null
  levels: LevelCounts
  /** Findings a registrar dismissed: checked and qualified. */
  dismissed: number
  byTier: Part[]
  byGroup: Part[]
  byUnit: Part[]
  byPlatform: Part[]
}

/**
 * A share as a percentage, rounded half up at `decimals` places (0–4) in whole numbers, so that no binary fraction decides a rounding.
 * @returns null when `of` is 0
 */
export function percent(part: number, of: number, decimals: number): number | null {
  if (of === 0) return null
  const scale = 10n ** BigInt(decimals)
  const rounded = (BigInt(part) * 200n * scale + BigInt(of)) / (BigInt(of) * 2n)
  return Number(rounded) / Number(scale)
}

export function rateOf(count: { checked: number; unqualified: number }, decimals: number): number | null {
  return percent(count.checked - count.unqualified, count.checked, decimals)
}

/** Difference of two printed percentages in percentage points, so that a reader who subtracts gets the same. */
export function pointsBetween(now: number | null, then: number | null, decimals: number): number | null {
  if (now === null || then === null) return null
  const scale = 10 ** decimals
  return (Math.round(now * scale) - Math.round(then * scale)) / scale
}

/** Whether an account fails: a veto level whose finding nobody dismissed. Without a decision it is proposed. */
export function resultOf(row: { level: Level; finding: FindingState | null }): Result {
  if (row.level === 'unknown' || row.level === 'exempt') return 'outside'
  if (!vetoLevels.includes(row.level)) return 'qualified'
  if (row.finding === 'DISMISSED') return 'dismissed'
  return row.finding === 'CONFIRMED' ? 'confirmed' : 'proposed'
}

/** The figures of rows. `frame` names the parts that stand even with nothing in them, in their order. */
export function countCells(
  cells: readonly Cell[],
  frame: { tiers: Record<Tier, string>; units: { key: string; name: string }[] },
  decimals: number,
): Count {
  const all = tally(cells)
  const byTier = partition(cells, (cell) => [cell.tier, frame.tiers[cell.tier]], [], decimals)
  const inOrder = tiers.flatMap((tier) => byTier.filter((part) => part.key === tier))
  const empty = bulletinGroups.map((key) => ({ key, name: bulletinGroupLabels[key] }))
  return {
    total: all.total,
    checked: all.checked,
    coverage: percent(all.checked, all.total, decimals),
    unqualified: { confirmed: all.confirmed, proposed: all.proposed },
    rate: rateOf({ checked: all.checked, unqualified: all.confirmed + all.proposed }, decimals),
    levels: all.levels,
    dismissed: all.dismissed,
    byTier: inOrder,
    byGroup: partition(cells, (cell) => [cell.group, bulletinGroupLabels[cell.group]], empty, decimals),
    byUnit: partition(cells, (cell) => [cell.unit, cell.unitName], frame.units, decimals),
    byPlatform: partition(cells, (cell) => [cell.platform, cell.platformName], [], decimals),
  }
}

/** Refuses figures whose parts do not sum to the whole, naming the first that does not. */
export function assertAddsUp(count: Count): void {
  const failed = count.unqualified.confirmed + count.unqualified.proposed
  const whole = { total: count.total, checked: count.checked, unqualified: failed }
  const partitions = { byTier: count.byTier, byGroup: count.byGroup, byUnit: count.byUnit, byPlatform: count.byPlatform }
  for (const [name, parts] of Object.entries(partitions)) {
    for (const key of ['total', 'checked', 'unqualified'] as const) {
      const sum = parts.reduce((n, part) => n + part[key], 0)
      if (sum !== whole[key]) throw new Error(`bulletin does not add up: ${name}.${key} ${sum} ≠ ${whole[key]}`)
    }
  }
  if (totalOf(count.levels) !== count.total || checkedOf(count.levels) !== count.checked) {
    throw new Error(`bulletin does not add up: levels ${JSON.stringify(count.levels)} ≠ ${count.total}, ${count.checked}`)
  }
  const veto = vetoLevels.reduce((n, level) => n + count.levels[level], 0)
  if (veto !== failed + count.dismissed) throw new Error(`bulletin does not add up: veto levels ${veto} ≠ ${failed} + ${count.dismissed}`)
}

interface Tally {
  total: number
  checked: number
  confirmed: number
  proposed: number
  dismissed: number
  levels: LevelCounts
}

function tally(cells: readonly Cell[]): Tally {
  const sum: Tally = {
    total: 0,
    checked: 0,
    confirmed: 0,
    proposed: 0,
    dismissed: 0,
    levels: noCounts(),
  }
  for (const cell of cells) {
    const result = resultOf(cell)
    sum.total += cell.accounts
    sum.levels[cell.level] += cell.accounts
    if (result !== 'outside') sum.checked += cell.accounts
    if (result === 'confirmed' || result === 'proposed' || result === 'dismissed') sum[result] += cell.accounts
  }
  return sum
}

function partition(
  cells: readonly Cell[],
  by: (cell: Cell) => [key: string, name: string],
  frame: readonly { key: string; name: string }[],
  decimals: number,
): Part[] {
  const parts = new Map<string, Part>(frame.map(({ key, name }) => [key, { key, name, total: 0, checked: 0, unqualified: 0, rate: null }]))
  for (const cell of cells) {
    const [key, name] = by(cell)
    const part = parts.get(key) ?? { key, name, total: 0, checked: 0, unqualified: 0, rate: null }
    const result = resultOf(cell)
    part.total += cell.accounts
    if (result !== 'outside') part.checked += cell.accounts
    if (result === 'confirmed' || result === 'proposed') part.unqualified += cell.accounts
    parts.set(key, part)
  }
  return [...parts.values()].map((part) => ({ ...part, rate: rateOf(part, decimals) }))
}
