import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import type { Campaign } from '~/domain/filing/confirmation'

/** What the own unit still has to confirm, on the overview. */
export function ConfirmationTask(props: { unitId: string; campaign: Campaign; missing: number; overdue: boolean }) {
  const t = useTranslations('confirmation')
  const { unitId, campaign, missing, overdue } = props
  return (
    <div className="task-line">
      <p>{t(overdue ? 'taskOverdue' : 'task', { year: String(campaign.year), count: String(missing), day: campaign.dueOn })}</p>
      <Link className="button" to={`/confirmation/${unitId}`}>
        {t('go')}
      </Link>
    </div>
  )
}
