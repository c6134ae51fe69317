import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Count, Percent } from '~/components/ui/figures'
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
      <Figure label={t('total')} to="/accounts?standing=COUNTED" value={<Count value={total} />} />
      <Figure
        label={t('rate')}
        value={<Percent value={percent(checked - unqualified, checked, 1)} />}
        note={checked === 0 ? t('rateNone') : t('rateNote', { checked, unqualified })}
      />
      <Figure
        label={t('coverage')}
        value={<Percent value={percent(checked, total, 1)} />}
        to="/accounts?standing=COUNTED&level=unknown"
        note={t('coverageNote', { unknown: levels.unknown, exempt: levels.exempt })}
      />
      <Figure
        label={t('unqualified')}
        value={<Count value={unqualified} />}
        to="/findings"
        note={t('unqualifiedNote')}
        bad={unqualified > 0}
      />
      <Figure label={t('proposed')} value={<Count value={props.proposed} />} to="/findings" note={t('proposedNote')} />
      <Figure
        label={t('unfiled')}
        value={<Count value={props.unfiled} />}
        to="/accounts?standing=UNFILED"
        note={t('unfiledNote')}
        bad={props.unfiled > 0}
      />
    </dl>
  )
}

function Figure({ label, value, to, note, bad }: { label: string; value: ReactNode; to?: string; note?: string; bad?: boolean }) {
  return (
    <div className={bad ? 'bad' : undefined}>
      <dt>{label}</dt>
      <dd>
        <span className="key-value">{to ? <Link to={to}>{value}</Link> : value}</span>
        {note && <span className="hint">{note}</span>}
      </dd>
    </div>
  )
}
