import { useTranslations } from 'use-intl'
import type { CustodyState } from '~/domain/account/custody'

/** How it stands with an account's custody; the word carries the meaning. */
export function CustodyStateMark({ state }: { state: CustodyState }) {
  const t = useTranslations('custody.states')
  return <span className={`custody-state custody-${state}`}>{t(state)}</span>
}
