import { useTranslations } from 'use-intl'

interface HandOverPaperProps {
  account: { name: string; platform: string; filingNo: string | null; unit: { name: string } }
  event: { fromName: string | null; toName: string | null; day: string; what: string }
}

/** The form both sign; on paper nothing else stands around it. */
export function HandOverPaper({ account, event }: HandOverPaperProps) {
  const t = useTranslations('custody.form')
  const rows = [
    [t('unit'), account.unit.name],
    [t('account'), account.name],
    [t('platform'), account.platform],
    [t('filingNo'), account.filingNo ?? '—'],
    [t('from'), event.fromName],
    [t('to'), event.toName],
    [t('day'), event.day],
    [t('what'), event.what],
  ]
  return (
    <article className="paper">
      <h1>{t('title')}</h1>
      <table>
        <tbody>
          {rows.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
          {[t('signFrom'), t('signTo'), t('signLeader')].map((name) => (
            <tr key={name} className="signs">
              <th scope="row">{name}</th>
              <td />
            </tr>
          ))}
        </tbody>
      </table>
      <p className="hint">{t('note')}</p>
    </article>
  )
}
