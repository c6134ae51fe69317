import { useTranslations } from 'use-intl'
import type { PersonState } from '~/domain/member/person'

/** A word, its frame set apart where somebody should look; colour repeats it. */
export function PersonStateMark({ state }: { state: PersonState }) {
  const t = useTranslations('people.states')
  return <span className={`person-state person-${state}`}>{t(state)}</span>
}
