import { lazy, Suspense } from 'react'
import { useTranslations } from 'use-intl'
import { useHydrated } from '~/components/ui/hydrated'
import type { LevelCounts } from '~/domain/supervision/level'

const Chart = lazy(() => import('~/components/charts/level-bars.client').then((module) => ({ default: module.LevelBars })))

/** The table by place as bars, for the eye; the table says the same in numbers. */
export function AreaChart({ areas }: { areas: { name: string; levels: LevelCounts }[] }) {
  const t = useTranslations('overview')
  const hydrated = useHydrated()
  const rows = areas.map(({ name, levels }) => ({
    name,
    fine: levels.normal,
    soon: levels.reminder + levels.warning,
    failed: levels.dormant + levels.zombie + levels.neverPosted,
    unknown: levels.unknown,
    exempt: levels.exempt,
  }))
  const labels = {
    fine: t('chartGroups.fine'),
    soon: t('chartGroups.soon'),
    failed: t('chartGroups.failed'),
    unknown: t('chartGroups.unknown'),
    exempt: t('chartGroups.exempt'),
  }
  return (
    <div className="area-chart" style={{ height: 90 + rows.length * 36 }} aria-hidden="true">
      {hydrated && (
        <Suspense>
          <Chart rows={rows} labels={labels} />
        </Suspense>
      )}
    </div>
  )
}
