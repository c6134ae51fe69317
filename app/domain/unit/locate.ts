import type { UnitClaim, UnitProblem, UnitWorld } from './claim'
import { type DivisionIndex, parseDivisionCode, sixDigits, tierOfCode } from './division'
import { readPlace, restWithin } from './place'
import { type Tier, tierLabels, tiers } from './tier'
import { foldName, isTownshipName, nameKey } from './unit'

/** Where a claim puts its unit: a division (six digits, nine for a township), a tier, and the key of its name there. */
export interface Location {
  kind: 'place'
  divisionCode: string
  tier: Tier
  key: string
}

/** `sure`: the prefecture was given by the importing office, not found in the sheet or the registry. */
export type Home = { code: string | null; sure: boolean }

/** The prefecture that short names mean: the importing office's, else the only one in the sheet, else the only one in the registry. */
export function homeOf(claims: readonly UnitClaim[], world: UnitWorld): Home {
  if (world.home) return { code: world.home, sure: true }
  const named = new Set<string>()
  for (const claim of claims) {
    const code = claim.divisionCode ? parseDivisionCode(claim.divisionCode) : placeCode(foldName(claim.name), world.divisions)
    const home = code && relativeTop(code, world.divisions)
    if (home) named.add(home)
  }
  if (named.size === 0) {
    for (const { divisionCode } of world.known) {
      const home = relativeTop(divisionCode, world.divisions)
      if (home) named.add(home)
    }
  }
  const [only] = named
  return { code: named.size === 1 && only ? only : null, sure: false }
}

function placeCode(folded: string, divisions: DivisionIndex): string | null {
  const place = readPlace(folded, divisions, null)
  return place.kind === 'division' ? place.code : null
}

/** What 州 or 市 means inside a division: its prefecture, or the municipality. */
export function relativeTop(code: string, divisions: DivisionIndex): string | null {
  const prefecture = divisions.prefectureOf(code)
  if (prefecture) return prefecture
  const province = divisions.provinceOf(code)
  return divisions.byCode(province)?.name.endsWith('市') ? province : null
}

/** Finds the place of a claim: its columns are taken at their word, else the name says it. */
export function locate(claim: UnitClaim, divisions: DivisionIndex, home: Home): Location | UnitProblem {
  const folded = foldName(claim.name)
  if (claim.divisionCode) return locateByCode(claim, claim.divisionCode, folded, divisions)
  const place = readPlace(folded, divisions, home.code)
  if (place.kind === 'division') return placed(place.code, place.rest, claim.tier)
  if (place.kind === 'ambiguous') return unresolved(claim, `全国有不止一个“${place.word}”`)
  if (place.kind === 'relative') {
    const code = relativeCode(levelMeant(place, claim, divisions, home), claim, divisions, home)
    return code ? placed(code, place.rest, claim.tier) : unresolved(claim, '名称没有写明所在的州（市）或县（市、区）')
  }
  const code = codeOfBareName(claim, folded, divisions, home)
  return code ? placed(code, folded, claim.tier) : unresolved(claim, '名称里看不出所在地区')
}

function locateByCode(claim: UnitClaim, written: string, folded: string, divisions: DivisionIndex): Location | UnitProblem {
  const parsed = parseDivisionCode(written)
  if (!parsed) {
    return {
      kind: 'problem',
      field: 'divisionCode',
      code: 'division.invalid',
      message: `行政区划代码“${written}”不对：应为 6 位、9 位或 12 位数字，请改正后再导入。`,
    }
  }
  const six = sixDigits(parsed)
  const place = readPlace(folded, divisions, six)
  const below = place.kind === 'division' && place.code !== six && divisions.isWithin(place.code, six)
  if (below && parsed === six && (!claim.tier || tiers.indexOf(claim.tier) >= tiers.indexOf(tierOfCode(place.code)))) {
    return placed(place.code, place.rest, claim.tier)
  }
  return placed(parsed, restWithin(folded, divisions.byCode(six), divisions), claim.tier)
}

function placed(divisionCode: string, rest: string, tier: Tier | undefined): Location {
  const byCode = tierOfCode(divisionCode)
  const key = nameKey(rest)
  const township = byCode !== 'PROVINCE' && isTownshipName(key)
  return { kind: 'place', divisionCode, tier: tier ?? (township ? 'TOWNSHIP' : byCode), key }
}

/** 市 in a sheet of a 州 is a county-level city; so it is where the row says 县级. */
function levelMeant(place: { tier: Tier; word: string }, claim: UnitClaim, divisions: DivisionIndex, home: Home): Tier {
  const top = home.code ? divisions.byCode(home.code) : null
  const other = place.tier === 'PREFECTURE' && top !== null && !top.name.endsWith(place.word)
  return other || claim.tier === 'COUNTY' ? 'COUNTY' : place.tier
}

function relativeCode(tier: Tier, claim: UnitClaim, divisions: DivisionIndex, home: Home): string | null {
  if (tier === 'PROVINCE') return home.code && divisions.provinceOf(home.code)
  if (tier === 'PREFECTURE') return home.code
  const above = supervisorCode(claim, divisions, home)
  return above && tierOfCode(above) === 'COUNTY' ? above : null
}

function codeOfBareName(claim: UnitClaim, folded: string, divisions: DivisionIndex, home: Home): string | null {
  const above = supervisorCode(claim, divisions, home)
  if (claim.tier === 'PROVINCE' || claim.tier === 'PREFECTURE') return relativeCode(claim.tier, claim, divisions, home)
  if (claim.tier || isTownshipName(folded)) return above && tierOfCode(above) === 'COUNTY' ? above : null
  return above ?? (home.sure ? home.code : null)
}

/** The county or prefecture that 主管单位 speaks of. */
function supervisorCode(claim: UnitClaim, divisions: DivisionIndex, home: Home): string | null {
  if (!claim.supervisorName) return null
  const place = readPlace(foldName(claim.supervisorName), divisions, home.code)
  if (place.kind === 'relative' && place.tier === 'PREFECTURE') return home.code
  return place.kind === 'division' && tierOfCode(place.code) !== 'PROVINCE' ? place.code : null
}

function unresolved(claim: UnitClaim, why: string): UnitProblem {
  const level = claim.tier ? `（单位层级：${tierLabels[claim.tier]}）` : ''
  const what = claim.tier ? '“行政区划代码”' : '“单位层级”和“行政区划代码”'
  return {
    kind: 'problem',
    field: 'name',
    code: 'unit.unresolved',
    message: `无法确定主办单位“${claim.name}”${level}属于哪里：${why}。请写单位全称，或填写${what}。`,
  }
}
