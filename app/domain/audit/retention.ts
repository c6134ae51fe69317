/** What stays in the table at the least: 网络安全法 asks for six months of network logs; the database refuses less too (audit_archive). */
export const shortestDays = 180
/** What stays unless told otherwise. */
export const usualYears = 3

/** The latest instant before which rows may be moved to an archive. */
export function latestCut(now: Date): Date {
  return new Date(now.getTime() - shortestDays * 86_400_000)
}

/** Where the monthly archive cuts. */
export function usualCut(now: Date): Date {
  const cut = new Date(now)
  cut.setUTCFullYear(cut.getUTCFullYear() - usualYears)
  return cut
}

export function isOldEnough(before: Date, now: Date): boolean {
  return before <= latestCut(now)
}
