import { useFormatter, useTranslations } from 'use-intl'

/** A count with thousands separators. Null is unknown, never 0. */
export function Count({ value }: { value: number | null }) {
  const format = useFormatter()
  const t = useTranslations('table')
  return value === null ? <span className="unknown">{t('unknown')}</span> : <span className="figure">{format.number(value)}</span>
}

/** A percentage given as a number (95.8), with as many decimals as it was computed with. Null where the denominator is 0. */
export function Percent({ value, decimals = 1 }: { value: number | null; decimals?: number }) {
  if (value === null) return <span className="unknown">—</span>
  return <span className="figure">{value.toFixed(decimals)}%</span>
}

/** An instant as Shanghai's date and time, the same on server and browser. */
export function Moment({ at, seconds = false }: { at: Date; seconds?: boolean }) {
  const text = new Date(at.getTime() + 8 * 3_600_000).toISOString()
  return (
    <time dateTime={at.toISOString()} className="figure">
      {text.slice(0, 10)} {text.slice(11, seconds ? 19 : 16)}
    </time>
  )
}

/** The time of day in Shanghai, to the second: what a clock is compared with. */
export function clockOf(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(11, 19)
}
