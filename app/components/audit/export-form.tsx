import { useTranslations } from 'use-intl'
import type { AuditFilter } from '~/domain/audit/inputs'

/** Takes what the list shows away as a file. Sent as a form: it leaves a row in the audit, so no mere link may do it. */
export function ExportForm({ query }: { query: AuditFilter }) {
  const t = useTranslations('audit')
  return (
    <form method="post" action="/audit/export">
      {Object.entries(query).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button className="button quiet" type="submit">
        {t('export')}
      </button>
    </form>
  )
}
