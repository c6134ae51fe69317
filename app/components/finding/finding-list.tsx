import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Moment } from '~/components/ui/figures'
import { readEvidence } from '~/domain/supervision/evidence'
import { type FindingState, problems } from '~/domain/supervision/finding'
import { EvidenceFacts, EvidenceLine } from './finding-evidence'

export interface FindingRow {
  id: string
  code: string
  state: FindingState
  firstAsOf: string
  lastAsOf: string
  evidence: unknown
  decidedAt: Date | null
  decidedBy: string | null
  reason: string | null
  account: { id: string; name: string; platform: { name: string }; unit: { name: string } }
}

/** Which findings are ticked; absent for those who only read. */
export interface Picking {
  chosen: ReadonlySet<string>
  toggle(id: string, on: boolean): void
}

/** Findings with their evidence underneath, so that one looks before deciding. Only proposed ones can be ticked. */
export function FindingList({ rows, picking }: { rows: FindingRow[]; picking: Picking | undefined }) {
  const t = useTranslations('findings')
  return (
    <ul className="finding-list" aria-label={t('label')}>
      {rows.map((row) => (
        <Finding key={row.id} row={row} picking={picking} />
      ))}
    </ul>
  )
}

function Finding({ row, picking }: { row: FindingRow; picking: Picking | undefined }) {
  const t = useTranslations('findings')
  const evidence = readEvidence(row)
  const chosen = picking?.chosen.has(row.id) === true
  return (
    <li className={['finding', !picking && 'no-pick', chosen && 'picked'].filter(Boolean).join(' ')}>
      {picking && (
        <span className="pick">
          {row.state === 'PROPOSED' && (
            <input
              type="checkbox"
              name="findingIds[]"
              value={row.id}
              aria-label={t('select', { name: `${row.account.name} ${row.account.platform.name}` })}
              checked={chosen}
              onChange={(event) => picking.toggle(row.id, event.currentTarget.checked)}
            />
          )}
        </span>
      )}
      <div>
        <Head row={row} />
        <details>
          <summary>
            <EvidenceLine evidence={evidence} />
          </summary>
          <EvidenceFacts evidence={evidence} accountId={row.account.id} />
        </details>
        {row.state !== 'PROPOSED' && <Decision row={row} />}
      </div>
    </li>
  )
}

function Head({ row }: { row: FindingRow }) {
  const t = useTranslations('findings')
  return (
    <div className="finding-head">
      <span>
        <Link to={`/accounts/${row.account.id}`}>{row.account.name}</Link> <span className="hint">{row.account.platform.name}</span>
      </span>
      <span>{row.account.unit.name}</span>
      <strong>{problemName(row.code)}</strong>
      <span>
        <span className={`finding-state state-${row.state}`}>{t(`states.${row.state}`)}</span>{' '}
        <span className="figure">{row.lastAsOf}</span>
      </span>
    </div>
  )
}

function Decision({ row }: { row: FindingRow }) {
  const t = useTranslations('findings')
  return (
    <p className="hint">
      {row.decidedBy} {row.decidedAt && <Moment at={row.decidedAt} />} {row.reason && t('decidedReason', { reason: row.reason })}
    </p>
  )
}

function problemName(code: string): string {
  const known = Object.entries(problems).find(([key]) => key === code)
  return known ? `${code} ${known[1]}` : code
}
