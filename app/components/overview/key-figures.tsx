import { useTranslations } from 'use-intl'
import { Count, Percent } from '~/components/ui/figures'
import { KeyFigure } from '~/components/ui/key-figure'
import { percent } from '~/domain/bulletin/figures'
import type { LevelCounts } from '~/domain/supervision/level'

export interface KeyFiguresProps {
  total: number
  checked: number
  unqualified: number
  proposed: number
  unfiled: number
  levels: LevelCounts
}

/** The few numbers a leader comes for; each leads to the list behind it. */
export function KeyFigures(props: KeyFiguresProps) {
  const t = useTranslations('overview.key')
  const { total, checked, unqualified, levels } = props
  return (
    <dl className="key-figures" aria-label={t('title')}>
      <KeyFigure label={t('total')} to="/accounts?standing=COUNTED" value={<Count value={total} />} />
      <KeyFigure
        label={t('rate')}
        value={<Percent value={percent(checked - unqualified, checked, 1)} />}
        note={checked === 0 ? t('rateNone') : t('rateNote', { checked, unqualified })}
      />
      <KeyFigure
        label={t('coverage')}
        value={<Percent value={percent(checked, total, 1)} />}
        to="/accounts?standing=COUNTED&level=unknown"
        note={t('coverageNote', { unknown: levels.unknown, exempt: levels.exempt })}
      />
      <KeyFigure
        label={t('unqualified')}
        value={<Count value={unqualified} />}
        to="/findings"
        note={t('unqualifiedNote')}
        bad={unqualified > 0}
      />
      <KeyFigure label={t('proposed')} value={<Count value={props.proposed} />} to="/findings" note={t('proposedNote')} />
      <KeyFigure
        label={t('unfiled')}
        value={<Count value={props.unfiled} />}
        to="/accounts?standing=UNFILED"
        note={t('unfiledNote')}
        bad={props.unfiled > 0}
      />
    </dl>
  )
}
