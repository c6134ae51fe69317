import { Bar, BarChart, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'

/** From good to unknown; the order of the bars and of the legend. */
const parts = { fine: '#237804', soon: '#d48806', failed: '#cf1322', unknown: '#8c8c8c', exempt: '#d0d5dd' } as const
type PartKey = keyof typeof parts
const keys = Object.keys(parts) as PartKey[]

export type LevelBarsRow = { name: string } & Record<PartKey, number>

/** One bar per place, its accounts by level side by side. Drawn in the browser only. */
export function LevelBars({ rows, labels }: { rows: LevelBarsRow[]; labels: Record<PartKey, string> }) {
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart data={rows} layout="vertical" margin={{ top: 0, right: 16, bottom: 0, left: 0 }} accessibilityLayer={false}>
        <XAxis type="number" allowDecimals={false} tickLine={false} fontSize={13} />
        <YAxis type="category" dataKey="name" width={150} tickLine={false} fontSize={13} interval={0} />
        <Tooltip cursor={{ fill: '#eef4fd' }} />
        <Legend itemSorter={null} formatter={(label) => <span className="legend-label">{label}</span>} />
        {keys.map((key) => (
          <Bar key={key} dataKey={key} name={labels[key]} stackId="levels" fill={parts[key]} isAnimationActive={false} maxBarSize={22} />
        ))}
      </BarChart>
    </ResponsiveContainer>
  )
}
