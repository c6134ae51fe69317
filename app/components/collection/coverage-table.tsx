import { Link } from '@remix-run/react'
import { useFormatter, useTranslations } from 'use-intl'
import { type Column, DataTable } from '~/components/ui/data-table'
import { Count } from '~/components/ui/figures'

export interface CoverageRow {
  key: string
  name: string
  accounts: number
  proven: number
  partial: number
  unknown: number
  /** The office's own level, without the places below it. */
  own?: boolean
}

interface CoverageTableProps {
  caption: string
  head: string
  rows: CoverageRow[]
  /** The sources behind a row, and the accounts. */
  sourcesOf(row: CoverageRow): string
  accountsOf(row: CoverageRow): string
}

/** Per part: how many accounts were looked at throughout, in part, or not at all; as a bar and in numbers. The three sum to the accounts. */
export function CoverageTable({ caption, head, rows, sourcesOf, accountsOf }: CoverageTableProps) {
  const t = useTranslations('collection.coverage')
  const number = (key: 'proven' | 'partial' | 'unknown'): Column<CoverageRow> => ({
    ...{ key, title: t(key), align: 'right', cell: (row) => <Opened value={row[key]} to={`${accountsOf(row)}&looked=${key}`} /> },
  })
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={(row) => row.key}
      empty={<p className="panel hint">{t('none')}</p>}
      columns={[
        {
          key: 'name',
          title: head,
          names: true,
          cell: (row) => {
            const name = row.own ? t('own', { name: row.name }) : row.name
            return (
              <Link to={sourcesOf(row)} title={t('sources', { name })}>
                {name}
              </Link>
            )
          },
        },
        {
          key: 'accounts',
          title: t('accounts'),
          align: 'right',
          cell: (row) => <Opened value={row.accounts} to={`${accountsOf(row)}&looked=any`} />,
        },
        number('proven'),
        number('partial'),
        number('unknown'),
        { key: 'share', title: t('share'), cell: (row) => <Bar row={row} /> },
      ]}
    />
  )
}

/** A number that leads to the accounts it counts. */
function Opened({ value, to }: { value: number; to: string }) {
  if (value === 0) return <Count value={value} />
  return (
    <Link to={to}>
      <Count value={value} />
    </Link>
  )
}

const parts = ['proven', 'partial', 'unknown'] as const

function Bar({ row }: { row: CoverageRow }) {
  const t = useTranslations('collection.coverage')
  const format = useFormatter()
  const share = (count: number) => Math.round((count / row.accounts) * 1000) / 10
  if (row.accounts === 0) return <span className="unknown">—</span>
  const words = { proven: format.number(row.proven), partial: format.number(row.partial), unknown: format.number(row.unknown) }
  return (
    <svg className="cover-bar" role="img" aria-label={t('bar', words)} width="100%" height="16">
      {parts.map((part, index) => {
        const before = parts.slice(0, index).reduce((sum, key) => sum + row[key], 0)
        return <rect key={part} x={`${share(before)}%`} width={`${share(row[part])}%`} height="16" className={`cover-${part}`} />
      })}
      <rect width="100%" height="16" className="cover-edge" />
    </svg>
  )
}

/** What the shades of the bars mean, and the hatching they are filled with: once on a page. */
export function CoverageKey() {
  const t = useTranslations('collection.coverage')
  return (
    <>
      <svg width="0" height="0" aria-hidden="true" className="unseen">
        <defs>
          <pattern id="cover-unknown" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="6" height="6" className="strip-ground" />
            <line x1="0" y1="0" x2="0" y2="6" className="strip-hatch" />
          </pattern>
        </defs>
      </svg>
      <ul className="strip-key">
        {parts.map((part) => (
          <li key={part} className={`key-cover-${part}`}>
            {t(part)}
          </li>
        ))}
      </ul>
    </>
  )
}
