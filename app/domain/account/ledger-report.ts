/** Why a row (or, with `row` null, the whole sheet) is rejected, at its cell. `column` is the header as written. */
export interface LedgerProblem {
  row: number | null
  column: string | null
  code: string
  message: string
  /** unit · account · filing number of who holds a taken slot. */
  holder?: string
}

/** A hint that rejects nothing. */
export interface LedgerNote {
  row: number | null
  column: string | null
  code: string
  message: string
}

/** A unit that the accepted rows need and the registry does not have: 将新建. */
export interface PlannedUnit {
  name: string
  tier: string
  divisionCode: string
  /** Not named by a row itself: the office above it. */
  inferred: boolean
}

/** What a check or an import says. `rows` = `accepted` + `rejected`; `created`, `updated` and `unchanged` are 0 where nothing was written. */
export interface LedgerReport {
  rows: number
  accepted: number
  rejected: number
  created: number
  updated: number
  unchanged: number
  units: PlannedUnit[]
  problems: LedgerProblem[]
  notes: LedgerNote[]
}

/** What would be done with the accepted rows. */
export interface LedgerPlanned {
  create: number
  update: number
  unchanged: number
}

/** A sheet that was refused as a whole. */
export function refusedSheet(problem: Omit<LedgerProblem, 'row' | 'column'> & Partial<LedgerProblem>): LedgerReport {
  const whole = { row: null, column: null, ...problem }
  return { rows: 0, accepted: 0, rejected: 0, created: 0, updated: 0, unchanged: 0, units: [], problems: [whole], notes: [] }
}
