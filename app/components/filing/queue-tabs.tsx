import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Count } from '~/components/ui/figures'
import { type FilingQuery, filingAddress, type QueueName } from './filing-query'

/** The lists with their counts; what was searched for goes along. */
export function QueueTabs({ tabs, query }: { tabs: { queue: QueueName; count: number }[]; query: FilingQuery & { queue: QueueName } }) {
  const t = useTranslations('filing')
  const { state: _, sort: __, ...rest } = query
  return (
    <nav className="tabs" aria-label={t('queuesLabel')}>
      {tabs.map(({ queue, count }) => (
        <Link
          key={queue}
          to={filingAddress({ ...rest, queue })}
          aria-current={queue === query.queue ? 'page' : undefined}
          className={queue === 'overdue' && count > 0 ? 'tab tab-late' : 'tab'}
        >
          {t(`queues.${queue}`)} <Count value={count} />
        </Link>
      ))}
    </nav>
  )
}
