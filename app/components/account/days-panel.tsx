import { useTranslations } from 'use-intl'
import { DataTable } from '~/components/ui/data-table'
import { Count } from '~/components/ui/figures'
import { type Day, daysBetween } from '~/domain/calendar/day'

export interface DayRow {
  day: Day
  followers: number | null
  posts: number | null
  reads: number | null
  likes: number | null
  comments: number | null
  shares: number | null
  provisional: boolean
}

interface DaysPanelProps {
  from: Day
  to: Day
  rows: DayRow[]
  answers: { asked: number; answered: number; medianMinutes: number | null } | null
}

const counted = ['followers', 'posts', 'reads', 'likes', 'comments', 'shares'] as const

/** What the platforms say of the account by day: the followers as a line, everything in a table. Days nobody knows stay open. */
export function DaysPanel({ from, to, rows, answers }: DaysPanelProps) {
  const t = useTranslations('account.days')
  if (rows.length === 0 && answers === null) return null
  const known = counted.filter((key) => rows.some((row) => row[key] !== null))
  return (
    <section className="panel" aria-labelledby="days">
      <h2 id="days">{t('title', { days: daysBetween(from, to) + 1 })}</h2>
      <Followers {...{ from, to, rows }} />
      {answers && <p>{answerText(t, answers)}</p>}
      {rows.length > 0 && (
        <details>
          <summary>{t('table')}</summary>
          <DataTable
            caption={t('table')}
            rows={[...rows].reverse()}
            rowKey={(row) => row.day}
            empty={null}
            columns={[
              {
                key: 'day',
                title: t('day'),
                names: true,
                cell: ({ day, provisional }) => (
                  <>
                    <span className="figure">{day}</span> {provisional && <span className="small hint">{t('provisional')}</span>}
                  </>
                ),
              },
              ...known.map((key) => ({
                ...{ key, title: t(key), align: 'right' as const, cell: (row: DayRow) => <Count value={row[key]} /> },
              })),
            ]}
          />
        </details>
      )}
    </section>
  )
}

type Words = ReturnType<typeof useTranslations<'account.days'>>

function answerText(t: Words, { asked, answered, medianMinutes }: NonNullable<DaysPanelProps['answers']>): string {
  const counts = t('answers', { asked, answered })
  if (medianMinutes === null) return counts
  const hours = medianMinutes >= 60
  return counts + t(hours ? 'medianHours' : 'medianMinutes', { time: hours ? (medianMinutes / 60).toFixed(1) : String(medianMinutes) })
}

const width = 900
const height = 120

/** The line breaks where a day is not known. */
function Followers({ from, to, rows }: Pick<DaysPanelProps, 'from' | 'to' | 'rows'>) {
  const t = useTranslations('account.days')
  const seen = rows.flatMap(({ day, followers }) => (followers === null ? [] : [{ day, followers }]))
  const [first, last] = [seen[0], seen.at(-1)]
  if (!first || !last) return null
  const counts = seen.map(({ followers }) => followers)
  const [least, most] = [Math.min(...counts), Math.max(...counts)]
  const x = (day: Day) => Math.round((daysBetween(from, day) / Math.max(1, daysBetween(from, to))) * width)
  const y = (followers: number) =>
    Math.round(most === least ? height / 2 : height - 8 - ((followers - least) / (most - least)) * (height - 16))
  const path = seen.map(({ day, followers }, index) => {
    const before = seen[index - 1]
    const joined = before && daysBetween(before.day, day) === 1
    return `${joined ? 'L' : 'M'}${x(day)} ${y(followers)}${joined ? '' : 'h0.01'}`
  })
  const change = last.followers - first.followers
  const summary = t('summary', { day: last.day, followers: last.followers, first: first.day, change })
  return (
    <>
      <p>{summary}</p>
      <svg
        className="followers"
        role="img"
        aria-label={summary}
        width="100%"
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
      >
        <path d={path.join('')} vectorEffect="non-scaling-stroke" />
      </svg>
      <p className="small hint axis">
        <span>{from}</span>
        <span>{t('range', { least, most })}</span>
        <span>{to}</span>
      </p>
    </>
  )
}
