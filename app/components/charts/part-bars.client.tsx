import { Bar, BarChart, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'

const parts = { qualified: '#237804', unqualified: '#cf1322', unchecked: '#8c8c8c' } as const
type PartKey = keyof typeof parts
const keys = Object.keys(parts) as PartKey[]

export type PartBarsRow = { name: string } & Record<PartKey, number>

/** One bar per part of a bulletin: passed, failed, not checked. Drawn in the browser only. */
export function PartBars({ rows, labels, nameWidth }: { rows: PartBarsRow[]; labels: Record<PartKey, string>; nameWidth: number }) {
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart data={rows} layout="vertical" margin={{ top: 0, right: 16, bottom: 0, left: 0 }} accessibilityLayer={false}>
        <XAxis type="number" allowDecimals={false} tickLine={false} fontSize={13} />
        <YAxis type="category" dataKey="name" width={nameWidth} tickLine={false} fontSize={13} interval={0} />
        <Tooltip cursor={{ fill: '#eef4fd' }} />
        <Legend itemSorter={null} />
        {keys.map((key) => (
          <Bar key={key} dataKey={key} name={labels[key]} stackId="parts" fill={parts[key]} isAnimationActive={false} maxBarSize={22} />
        ))}
      </BarChart>
    </ResponsiveContainer>
  )
}
