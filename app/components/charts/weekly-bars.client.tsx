import { Bar, BarChart, CartesianGrid, Cell, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import type { Week } from '~/domain/activity/timeline'

/** Bars of posts per week; hollow where not all of the week was looked at. Drawn in the browser only. */
export function WeeklyBars({ weeks, label }: { weeks: Week[]; label: string }) {
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart data={weeks} margin={{ top: 8, right: 8, bottom: 0, left: -16 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="#e4e7ec" />
        <XAxis dataKey="monday" tickFormatter={(day: string) => day.slice(5)} tickLine={false} fontSize={13} />
        <YAxis allowDecimals={false} tickLine={false} axisLine={false} fontSize={13} />
        <Tooltip cursor={{ fill: '#eef4fd' }} />
        <Bar dataKey="posts" name={label} isAnimationActive={false} maxBarSize={40}>
          {weeks.map((week) => (
            <Cell
              key={week.monday}
              fill={week.seen === 'all' ? '#0a4fb3' : '#eef4fd'}
              stroke="#0a4fb3"
              strokeDasharray={week.seen === 'all' ? '0' : '4 3'}
            />
          ))}
        </Bar>
      </BarChart>
    </ResponsiveContainer>
  )
}
