import { useTranslations } from 'use-intl'
import { DataTable } from '~/components/ui/data-table'
import type { PlannedUnit } from '~/domain/account/ledger-report'
import { tiers } from '~/domain/unit/tier'

/** Units the registry does not have yet: 将新建. */
export function UnitTable({ units, total }: { units: PlannedUnit[]; total: number }) {
  const t = useTranslations('imports.report')
  const words = useTranslations('word.tier')
  const tierName = (written: string) => {
    const tier = tiers.find((known) => known === written)
    return tier ? words(tier) : written
  }
  return (
    <>
      <DataTable
        caption={t('unitsLabel')}
        rows={units}
        rowKey={(unit) => `${unit.divisionCode} ${unit.name}`}
        empty={null}
        columns={[
          {
            key: 'name',
            title: t('unitName'),
            names: true,
            cell: (unit) => (
              <>
                {unit.name} {unit.inferred && <span className="tag">{t('inferred')}</span>}
              </>
            ),
          },
          { key: 'tier', title: t('unitTier'), cell: (unit) => tierName(unit.tier) },
          { key: 'code', title: t('unitCode'), cell: (unit) => <span className="figure">{unit.divisionCode}</span> },
        ]}
      />
      {total > units.length && <p className="hint">{t('unitsMore', { count: total - units.length })}</p>}
    </>
  )
}
