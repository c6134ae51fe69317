import { useTranslations } from 'use-intl'
import type { FilingState } from '~/domain/filing/filing'

/** The state of a filing in words; a border and a colour repeat them. */
export function FilingStateMark({ state }: { state: FilingState }) {
  const t = useTranslations('filing.states')
  return <span className={`filing-state filing-${state}`}>{t(state)}</span>
}
