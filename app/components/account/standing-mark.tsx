import { useTranslations } from 'use-intl'
import type { Standing } from '~/domain/account/account'

/** The standing of an account; everything but 在册 stands out by a border and its word. */
export function StandingMark({ standing }: { standing: Standing }) {
  const t = useTranslations('word.standing')
  return <span className={standing === 'REGISTERED' ? 'standing' : 'standing standing-other'}>{t(standing)}</span>
}
