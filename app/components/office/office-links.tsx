import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'

export interface Deputy {
  id: string
  from: string
  to: string
  validTo: string
}

/** From the queue to what offices keep beside it, and who stands in for whom today. */
export function OfficeLinks({ deputies, registrar }: { deputies: Deputy[]; registrar: boolean }) {
  const t = useTranslations()
  return (
    <>
      <ul className="office-links">
        <li>
          <Link to="/exceptions">{t('exceptions.title')}</Link>
        </li>
        {registrar && (
          <li>
            <Link to="/delegations">{t('delegations.title')}</Link>
          </li>
        )}
      </ul>
      {deputies.map(({ id, from, to, validTo }) => (
        <p key={id} className="hint">
          {t('delegations.today', { from, to, until: validTo })}
        </p>
      ))}
    </>
  )
}
