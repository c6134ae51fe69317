import { useTranslations } from 'use-intl'

export interface SlotView {
  groupName: string
  takenOn: string
  exception: { reason: string; documentNo: string; approverName: string; endsOn: string } | null
}

/** The right by which the account stands: its unit's slot of the platform group, or an approved exception. */
export function SlotPanel({ slot, today }: { slot: SlotView | null; today: string }) {
  const t = useTranslations('account.slot')
  return (
    <section className="panel" id="slot">
      <h2>{t('title')}</h2>
      {slot ? <p>{t('held', { group: slot.groupName, day: slot.takenOn })}</p> : <p>{t('none')}</p>}
      {slot?.exception && <p>{t('exception', { ...slot.exception, approver: slot.exception.approverName })}</p>}
      {slot?.exception && slot.exception.endsOn < today && <p className="wrong">{t('exceptionOver', { endsOn: slot.exception.endsOn })}</p>}
      <p className="hint small">{t('rule')}</p>
    </section>
  )
}
