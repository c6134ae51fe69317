import { useTranslations } from 'use-intl'
import { type Day, daysBetween } from '~/domain/calendar/day'

/** A deadline: the day, how far it is in words, and whether the day itself is an estimate. */
export function DueMark({ day, today, certainty }: { day: Day; today: Day; certainty: string | null }) {
  const t = useTranslations('filing.due')
  const late = day < today
  const days = late ? daysBetween(day, today) : daysBetween(today, day)
  const soon = !late && days <= 2
  const guess = certainty === 'provisional' || certainty === 'missing' ? certainty : null
  return (
    <span className={late ? 'due due-late' : soon ? 'due due-soon' : 'due'}>
      <time dateTime={day} className="figure">
        {day}
      </time>{' '}
      {guess && (
        <abbr className="tag" title={t(guess)}>
          {t('guess')}
        </abbr>
      )}{' '}
      <span className="due-words">{late ? t('over', { days }) : days === 0 ? t('today') : t('left', { days })}</span>
    </span>
  )
}

/** Whether a day is an estimate, in a sentence; nothing where it is certain. */
export function CertaintyNote({ certainty }: { certainty: string | null }) {
  const t = useTranslations('filing.due')
  if (certainty !== 'provisional' && certainty !== 'missing') return null
  return <span className="hint"> {t(certainty)}</span>
}
