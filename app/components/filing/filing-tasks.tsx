import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'

/** A line of what waits, each a way to its list. */
export function FilingTasks({ mine, overdue }: { mine: number; overdue: number }) {
  const t = useTranslations('filing.tasks')
  return (
    <nav className="tasks" aria-label={t('label')}>
      {mine > 0 ? <Link to="/filings?queue=mine">{t('mine', { count: mine })}</Link> : <span className="hint">{t('none')}</span>}
      {overdue > 0 && (
        <Link className="late" to="/filings?queue=overdue">
          {t('overdue', { count: overdue })}
        </Link>
      )}
    </nav>
  )
}
