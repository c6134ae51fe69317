import { lazy, Suspense } from 'react'
import { useTranslations } from 'use-intl'
import { useHydrated } from '~/components/ui/hydrated'
import type { Week } from '~/domain/activity/timeline'

const Chart = lazy(() => import('~/components/charts/weekly-bars.client').then((module) => ({ default: module.WeeklyBars })))

/** Posts per week: a drawing for the eye, and the table it is drawn from. A week nobody looked at is not zero. */
export function WeeklyPosts({ weeks }: { weeks: Week[] }) {
  const t = useTranslations('account.weeks')
  const hydrated = useHydrated()
  return (
    <section className="panel">
      <h2>{t('title')}</h2>
      <div className="chart" aria-hidden="true">
        {hydrated && (
          <Suspense>
            <Chart weeks={weeks} label={t('count')} />
          </Suspense>
        )}
      </div>
      <p className="hint">{t('note')}</p>
      <details>
        <summary>{t('table')}</summary>
        <table className="data">
          <caption>{t('table')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('week')}</th>
              <th scope="col" className="right">
                {t('count')}
              </th>
              <th scope="col">{t('state')}</th>
            </tr>
          </thead>
          <tbody>
            {weeks.map((week) => (
              <tr key={week.monday}>
                <th scope="row" className="figure">
                  {week.monday}
                </th>
                <td className="right">
                  <Posts week={week} />
                </td>
                <td>{t(week.seen)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  )
}

function Posts({ week }: { week: Week }) {
  const t = useTranslations('account.weeks')
  if (week.seen === 'all') return <span className="figure">{week.posts}</span>
  if (week.posts === 0) return <span className="unknown">{t('unknown')}</span>
  return <span className="figure">{t('atLeast', { count: week.posts })}</span>
}
