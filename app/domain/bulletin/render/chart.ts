import { scaleLinear } from 'd3-scale'

export interface Bar {
  name: string
  value: number | null
  /** What stands at the end of the bar; the value where not given. */
  label?: string
}

const line = 28
const nameWidth = 220
const barWidth = 320
const labelWidth = 90
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

/**
 * Horizontal bars as an SVG document for print, drawn without a browser. A value nobody knows gets a dash and no bar, never a bar of length 0.
 * @param max the value of a full bar; the largest one where not given
 */
export function barChart(title: string, bars: readonly Bar[], max?: number): string {
  const length = scaleLinear()
    .domain([0, max ?? Math.max(1, ...bars.map((bar) => bar.value ?? 0))])
    .range([0, barWidth])
    .clamp(true)
  const height = bars.length * line + 8
  const width = nameWidth + barWidth + labelWidth
  const rows = bars.map((bar, i) => {
    const y = i * line + 4
    const long = bar.value === null ? 0 : Math.round(length(bar.value))
    const label = bar.value === null ? '—' : (bar.label ?? String(bar.value))
    return (
      `<text x="${nameWidth - 8}" y="${y + 18}" text-anchor="end">${escapeXml(bar.name)}</text>` +
      `<rect x="${nameWidth}" y="${y + 4}" width="${long}" height="${line - 10}" fill="#0a4fb3"/>` +
      `<text x="${nameWidth + long + 8}" y="${y + 18}">${escapeXml(label)}</text>`
    )
  })
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-size="14" fill="#000">` +
    `<title>${escapeXml(title)}</title>${rows.join('')}</svg>`
  )
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => entities[letter] ?? letter)
}
