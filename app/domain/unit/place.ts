import { type Division, type DivisionIndex, shortNames } from './division'
import type { Tier } from './tier'

/** Where a name says it is: the division, and the name without it. `relative`: named only by its level (州教育局). */
export type Place =
  | { kind: 'division'; code: string; rest: string }
  | { kind: 'relative'; tier: Exclude<Tier, 'TOWNSHIP'>; word: string; rest: string }
  | { kind: 'ambiguous'; word: string; rest: string }
  | { kind: 'none'; rest: string }

/** The name of a system that is managed from above, before the place: 国家税务总局甘南州税务局. */
const system = /^(?:中共|国家[\p{Script=Han}]{2,6}?(?:总局|局)|国网|中国人民银行|中国)(?=.{4})/u
/** Bare names of divisions that are also everyday words. */
const everyday = new Set(['合作'])

/** Reads the place a folded name begins with. Of several divisions of one name the one inside `home` (any code) is meant. */
export function readPlace(folded: string, divisions: DivisionIndex, home: string | null): Place {
  const prefix = system.exec(folded)?.[0] ?? ''
  const text = folded.slice(prefix.length)
  const lead = prefix === '中共' ? '' : prefix
  const named = divisionsAt(text, divisions, home)
  if (named.kind !== 'none') return { ...named, rest: lead + named.rest }
  const word = relativeWord(text)
  if (word) return { kind: 'relative', ...word, rest: lead + word.rest }
  const bare = bareDivisionAt(text, divisions, home)
  return bare ? { kind: 'division', code: bare.code, rest: lead + bare.rest } : { kind: 'none', rest: folded }
}

function divisionsAt(text: string, divisions: DivisionIndex, home: string | null): Place {
  let place: Division | null = null
  let at = 0
  for (;;) {
    const next = nextDivision(text.slice(at), divisions, place, home)
    if (next === null) break
    if (next.division === null) return { kind: 'ambiguous', word: text.slice(0, next.length), rest: text.slice(next.length) }
    place = next.division
    at += next.length
  }
  return place && at < text.length ? { kind: 'division', code: place.code, rest: text.slice(at) } : { kind: 'none', rest: text }
}

function nextDivision(text: string, divisions: DivisionIndex, above: Division | null, home: string | null) {
  for (const { length, divisions: found } of divisions.namesAt(text)) {
    const fits = above ? found.filter((division) => division !== above && divisions.isWithin(division.code, above.code)) : found
    if (fits.length === 0) continue
    const chosen = fits.length === 1 ? fits[0] : onlyOne(fits.filter((division) => home !== null && near(division.code, home, divisions)))
    return { length, division: chosen ?? null }
  }
  return null
}

function near(code: string, home: string, divisions: DivisionIndex): boolean {
  return divisions.isWithin(code, home) || divisions.isWithin(home, code)
}

function onlyOne<T>(list: readonly T[]): T | undefined {
  return list.length === 1 ? list[0] : undefined
}

const levelWords: [RegExp, Exclude<Tier, 'TOWNSHIP'>][] = [
  [/^(省|自治区)(?![会际])/, 'PROVINCE'],
  [/^([州盟])/, 'PREFECTURE'],
  [/^(市)(?![场容民]|政(?![府协务法数]))/, 'PREFECTURE'],
  [/^([县区旗])(?![域块])/, 'COUNTY'],
]

function relativeWord(text: string): { tier: Exclude<Tier, 'TOWNSHIP'>; word: string; rest: string } | null {
  for (const [pattern, tier] of levelWords) {
    const word = pattern.exec(text)?.[1]
    if (word && text.length >= word.length + 2) return { tier, word, rest: text.slice(word.length) }
  }
  return null
}

const organ = /(?:局|委|委员会|办|办公室|中心|院|校|学|馆|站|队|所|政府|厅|公司|台|社|部|会)$/

function bareDivisionAt(text: string, divisions: DivisionIndex, home: string | null): { code: string; rest: string } | null {
  for (const { length, divisions: found } of divisions.bareNamesAt(text)) {
    const rest = text.slice(length)
    if (everyday.has(text.slice(0, length)) || rest.length < 2 || !organ.test(rest)) continue
    const inside = home === null ? [] : found.filter((division) => near(division.code, home, divisions))
    const chosen = onlyOne(inside) ?? onlyOne(found.filter((division) => division.tier === 'PREFECTURE'))
    if (chosen) return { code: chosen.code, rest }
  }
  return null
}

/** The folded name without the place, for a unit known to stand in `division`; the whole name when it names no place or another one. */
export function restWithin(folded: string, division: Division | null, divisions: DivisionIndex): string {
  if (!division) return /^(?:.{1,12}?[省州市县区旗盟]|\d{6,12})((?:人民)?政府办(?:公室|公厅)?)$/.exec(folded)?.[1] ?? folded
  const place = readPlace(folded, divisions, division.code)
  if (place.kind === 'division') return place.code === division.code ? place.rest : folded
  if (place.kind === 'relative') return division.name.endsWith(place.word) ? place.rest : folded
  const { bare } = shortNames(division.name)
  return folded.startsWith(bare) && folded.length >= bare.length + 2 ? folded.slice(bare.length) : folded
}

/** Every way a folded name may read without a place, whatever its place turns out to be: what to look for in the registry. */
export function possibleRests(folded: string, divisions: DivisionIndex): Set<string> {
  const rests = new Set([folded])
  const lead = system.exec(folded)?.[0] ?? ''
  if (lead) rests.add(folded.slice(lead.length))
  for (const text of rests) {
    if (/^[省州盟市县区旗]/.test(text)) rests.add(text.slice(1))
    for (const { length } of [...divisions.namesAt(text), ...divisions.bareNamesAt(text)])
      if (length < text.length) rests.add(text.slice(length))
    const coded = restWithin(text, null, divisions)
    rests.add(coded)
  }
  if (lead && lead !== '中共') for (const text of [...rests]) rests.add(lead + text)
  return rests
}
