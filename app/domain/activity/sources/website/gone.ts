/** An article of a list, in the order of the page. */
export interface Sighting {
  /** Its own page is not there. */
  isGone: boolean
  wasGone: boolean
  isDated: boolean
}

/**
 * How many pages that are not there may be new articles all the same: they are listed before they can be opened, and a firewall may keep
 * them from us. Dead links are only those below all that is dated, if they were dead before.
 * @param hasMemory of an earlier look; without one the place decides
 */
export function countMaybeNew(list: readonly Sighting[], hasMemory: boolean): number {
  const lastDated = list.findLastIndex(({ isDated }) => isDated)
  return list.filter(({ isGone, wasGone }, i) => isGone && (i < lastDated || (hasMemory && !wasGone))).length
}
