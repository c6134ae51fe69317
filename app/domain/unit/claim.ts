import type { DivisionIndex } from './division'
import type { Tier } from './tier'

export const unitKinds = ['OFFICE', 'DEPARTMENT', 'INSTITUTION', 'VERTICAL'] as const
export type UnitKind = (typeof unitKinds)[number]

/** A unit as a sheet or form names it. `divisionCode` may be 6, 9 or 12 digits, as written. */
export interface UnitClaim {
  name: string
  tier?: Tier
  divisionCode?: string
  uscc?: string
  supervisorName?: string
}

export interface KnownUnit {
  id: string
  name: string
  nameKey: string
  tier: Tier
  kind: UnitKind
  divisionCode: string
  uscc: string | null
  path: string
  aliases: { key: string; prefectureCode: string | null }[]
}

/** What resolution needs to know. `home`: prefecture code of the importing office. */
export interface UnitWorld {
  known: KnownUnit[]
  divisions: DivisionIndex
  home: string | null
}

export interface UnitAlias {
  alias: string
  key: string
  prefectureCode: string | null
}

/** A unit that would be created. `parentRef`: the ref of a NewUnit, the id of a KnownUnit, or null for a top office. */
export interface NewUnit {
  ref: string
  name: string
  nameKey: string
  tier: Tier
  kind: UnitKind
  divisionCode: string
  uscc: string | null
  parentRef: string | null
  aliases: UnitAlias[]
  nameComplete: boolean
}

export type UnitProblem = { kind: 'problem'; field: 'name' | 'tier' | 'divisionCode' | 'uscc'; code: string; message: string }

export type UnitAnswer = { kind: 'known'; unit: KnownUnit } | { kind: 'new'; ref: string } | UnitProblem
