import { useTranslations } from 'use-intl'
import { Count } from '~/components/ui/figures'
import { KeyFigure } from '~/components/ui/key-figure'
import { type Comparison, type Figures, percentText } from '~/domain/bulletin/bulletin'
import { rowsAddress } from './row-query'

/** What a leader reads first; each number leads to the rows behind it. */
export function BulletinFigures({ id, figures }: { id: string; figures: Figures }) {
  const t = useTranslations('bulletins.key')
  const { total, checked, coverage, unqualified, rate, decimals, unfiled } = figures
  return (
    <dl className="key-figures" aria-label={t('title')}>
      <KeyFigure label={t('total')} to={rowsAddress(id, {})} value={<Count value={total} />} note={null} />
      <KeyFigure
        label={t('checked')}
        to={rowsAddress(id, { result: 'checked' })}
        value={<Count value={checked} />}
        note={t('coverage', { value: percentText(coverage, decimals) })}
      />
      <KeyFigure
        label={t('confirmed')}
        to={rowsAddress(id, { result: 'confirmed' })}
        value={<Count value={unqualified.confirmed} />}
        note={t('confirmedNote')}
        bad={unqualified.confirmed > 0}
      />
      <KeyFigure
        label={t('proposed')}
        to={rowsAddress(id, { result: 'proposed' })}
        value={<Count value={unqualified.proposed} />}
        note={unqualified.proposed > 0 ? t('proposedNote') : t('proposedNone')}
      />
      <KeyFigure
        label={t('rate')}
        value={<span className="figure">{percentText(rate, decimals)}</span>}
        note={rate === null ? t('rateNone') : <Change previous={figures.previous} decimals={decimals} />}
      />
      <KeyFigure
        label={t('unfiled')}
        to="/accounts?standing=UNFILED"
        value={<Count value={unfiled} />}
        note={t('unfiledNote')}
        bad={unfiled > 0}
      />
    </dl>
  )
}

/** Against the window before: an arrow, a word and the points, never colour alone. */
function Change({ previous, decimals }: { previous: Comparison | null; decimals: number }) {
  const t = useTranslations('bulletins.key')
  if (previous?.points == null) return <>{t('noPrevious')}</>
  const { label, points } = previous
  if (points === 0) return <>{t('same', { label })}</>
  return (
    <span className={points > 0 ? 'better' : 'worse'}>
      {points > 0 ? '▲' : '▼'} {t(points > 0 ? 'up' : 'down', { label, points: Math.abs(points).toFixed(decimals) })}
    </span>
  )
}
