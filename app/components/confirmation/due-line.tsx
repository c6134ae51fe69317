import { useTranslations } from 'use-intl'
import type { Campaign } from '~/domain/filing/confirmation'

/** By when, and how sure that day is. */
export function DueLine({ campaign, overdue, missing }: { campaign: Campaign; overdue: boolean; missing: number }) {
  const t = useTranslations('confirmation')
  const years = campaign.doubtful.join('、')
  return (
    <p className={overdue ? 'wrong' : undefined}>
      {t('due', { day: campaign.dueOn })}
      {campaign.certainty === 'missing' && `（${t('estimated', { years })}）`}
      {campaign.certainty === 'provisional' && `（${t('provisional', { years })}）`}
      {overdue && ` · ${t('overdue')}`}
      {missing > 0 && ` · ${t('missing', { count: String(missing) })}`}
    </p>
  )
}
