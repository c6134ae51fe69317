import { useTranslations } from 'use-intl'
import { Percent } from '~/components/ui/figures'
import { percent } from '~/domain/bulletin/figures'

/** Fewer than this are counted, not turned into a percentage. */
const few = 10
/** Below this share of checked accounts a rate is not fit for comparison. */
const thin = 90

/** A pass rate that does not pretend: counts where there are few, grey and said so where too little was checked. */
export function PassRate({ total, checked, unqualified }: { total: number; checked: number; unqualified: number }) {
  const t = useTranslations('overview')
  if (checked < few) {
    return checked === 0 ? (
      <span className="unknown">—</span>
    ) : (
      <span className="figure">{t('outOf', { part: checked - unqualified, of: checked })}</span>
    )
  }
  const rate = <Percent value={percent(checked - unqualified, checked, 1)} />
  if ((percent(checked, total, 1) ?? 0) >= thin) return rate
  return (
    <span className="unknown" title={t('thin')}>
      {rate} <small>{t('thin')}</small>
    </span>
  )
}
