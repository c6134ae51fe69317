import { useTranslations } from 'use-intl'
import { Moment } from '~/components/ui/figures'
import type { EventView } from '~/domain/filing/view'
import { DiffTable } from './diff-table'
import type { Names } from './field-value'
import { ReasonLabel } from './reason-label'

/** What happened, newest first, with the letters that went out. */
export function FilingHistory({ events, names }: { events: EventView[]; names: Names }) {
  const t = useTranslations('filing.history')
  return (
    <section className="panel" aria-labelledby="history">
      <h2 id="history">{t('title')}</h2>
      {events.length === 0 && <p className="hint">{t('none')}</p>}
      <ol className="history">
        {[...events].reverse().map((event) => (
          <li key={event.id}>
            <Moment at={event.at} /> <strong>{t(`commands.${event.command}`)}</strong>{' '}
            <span className="hint">
              {event.actorName}
              {event.unitName && ` · ${event.unitName}`}
            </span>
            {event.reasonCode && (
              <span className="tag">
                <ReasonLabel code={event.reasonCode} />
              </span>
            )}
            {event.letter && <blockquote className="as-typed">{event.letter}</blockquote>}
            {event.changes && Object.keys(event.changes).length > 0 && (
              <DiffTable caption={t(`commands.${event.command}`)} changes={event.changes} names={names} />
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
