import { useTranslations } from 'use-intl'
import { Count } from '~/components/ui/figures'

const height = 90

/** How many sources are due in each of the next 24 hours: a drawing, and the numbers in a table. */
export function NextHours({ hours, now }: { hours: number[]; now: Date }) {
  const t = useTranslations('collection.hours')
  const total = hours.reduce((sum, count) => sum + count, 0)
  const most = Math.max(...hours)
  const summary = total === 0 ? t('none') : t('summary', { total, most })
  return (
    <section className="panel" aria-labelledby="hours">
      <h2 id="hours">{t('title')}</h2>
      <p>{summary}</p>
      {total > 0 && (
        <svg className="hour-bars" role="img" aria-label={summary} width="100%" height={height + 22}>
          {hours.map((count, hour) => {
            const tall = count === 0 ? 0 : Math.max(3, Math.round((count / most) * height))
            const key = startOf(now, hour)
            return (
              <rect key={key} x={`${percent(hour + 0.1)}%`} width={`${percent(0.8)}%`} y={height - tall} height={tall}>
                <title>{`${key} ${count}`}</title>
              </rect>
            )
          })}
          <line x1="0" x2="100%" y1={height} y2={height} />
          {[0, 6, 12, 18].map((hour) => (
            <text key={hour} x={`${percent(hour)}%`} y={height + 17}>
              {startOf(now, hour)}
            </text>
          ))}
        </svg>
      )}
      <details>
        <summary>{t('table')}</summary>
        <table className="data">
          <caption>{t('table')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('hour')}</th>
              <th scope="col" className="right">
                {t('count')}
              </th>
            </tr>
          </thead>
          <tbody>
            {hours.map((count, hour) => {
              const from = startOf(now, hour)
              return (
                <tr key={from}>
                  <th scope="row" className="figure">
                    {from}–{startOf(now, hour + 1)}
                  </th>
                  <td className="right">
                    <Count value={count} />
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </details>
    </section>
  )
}

function percent(hour: number): number {
  return Math.round((hour / 24) * 10_000) / 100
}

/** The clock of Shanghai when an hour counted from now begins. */
function startOf(now: Date, hour: number): string {
  return new Date(now.getTime() + (hour + 8) * 3_600_000).toISOString().slice(11, 16)
}
