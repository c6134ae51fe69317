import { useTranslations } from 'use-intl'
import type { Level } from '~/domain/supervision/level'

/** A drawing for each level inside a 16-unit square; shape and word carry the meaning, colour only repeats it. */
const shapes: Record<Level, string> = {
  normal: 'M2.5 8.5 6.2 12.2 13.5 4',
  reminder: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M8 4.8V8l2.4 1.6',
  warning: 'M8 2 14.5 13.5H1.5ZM8 6.2v3.4M8 11.3v.9',
  dormant: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M6.2 5.5v5M9.8 5.5v5',
  zombie: 'M3 3 13 13M13 3 3 13',
  neverPosted: 'M3 2.5h10v11H3ZM5.5 8h5',
  unknown: 'M5.2 6a2.8 2.8 0 1 1 4.2 2.4C8.5 9 8 9.4 8 10.5M8 12.6v.9',
  exempt: 'M3 8h10',
}

/** A level as icon and word, never by colour alone. Null: not judged yet. */
export function LevelMark({ level }: { level: Level | null }) {
  const t = useTranslations()
  if (level === null) return <span className="unknown">{t('accounts.notJudged')}</span>
  return (
    <span className={`level level-${level}`}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path d={shapes[level]} fill="none" stroke="currentColor" strokeWidth="1.7" strokeLinecap="round" strokeLinejoin="round" />
      </svg>
      {t(`word.level.${level}`)}
    </span>
  )
}
