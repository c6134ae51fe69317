/** A date without a time of day: of what it dates only the day is known. Unix times and 202611201030 have one. */
export function isDayAlone(date: string): boolean {
  return !/\d[:：时点T]\d|^\d{10,}$/i.test(date.trim())
}
