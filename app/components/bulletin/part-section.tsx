import { Link } from '@remix-run/react'
import { lazy, Suspense } from 'react'
import { useTranslations } from 'use-intl'
import { type Column, DataTable } from '~/components/ui/data-table'
import { Count } from '~/components/ui/figures'
import { useHydrated } from '~/components/ui/hydrated'
import { percentText } from '~/domain/bulletin/bulletin'
import type { Part } from '~/domain/bulletin/figures'
import { type PartKind, type ResultFilter, rowsAddress } from './row-query'

const Bars = lazy(() => import('~/components/charts/part-bars.client').then((module) => ({ default: module.PartBars })))

export interface PartSectionProps {
  id: string
  by: PartKind
  title: string
  parts: Part[]
  decimals: number
}

/** One partition of a bulletin's total: a picture for the eye and a table that says the same, each number leading to its rows. */
export function PartSection({ id, by, title, parts, decimals }: PartSectionProps) {
  return (
    <section className="part-section">
      <h2>{title}</h2>
      <div className="part-halves">
        <Picture parts={parts} />
        <PartTable id={id} by={by} title={title} parts={parts} decimals={decimals} />
      </div>
    </section>
  )
}

function Picture({ parts }: { parts: Part[] }) {
  const t = useTranslations('bulletins.bars')
  const hydrated = useHydrated()
  const rows = parts.map(({ name, total, checked, unqualified }) => ({
    name: name.replace(/人民政府办公[室厅]$/, ''),
    qualified: checked - unqualified,
    unqualified,
    unchecked: total - checked,
  }))
  const labels = { qualified: t('qualified'), unqualified: t('unqualified'), unchecked: t('unchecked') }
  return (
    <div className="part-chart" style={{ height: 90 + rows.length * 36 }} aria-hidden="true">
      {hydrated && (
        <Suspense>
          <Bars rows={rows} labels={labels} nameWidth={Math.min(200, Math.max(...rows.map((row) => row.name.length)) * 13 + 14)} />
        </Suspense>
      )}
    </div>
  )
}

function PartTable({ id, by, title, parts, decimals }: PartSectionProps) {
  const t = useTranslations('bulletins.column')
  const number = (key: 'total' | 'checked' | 'unqualified', result?: ResultFilter): Column<Part> => ({
    key,
    title: t(key),
    align: 'right',
    cell: (part) => {
      const count = <Count value={part[key]} />
      if (part[key] === 0) return count
      return <Link to={rowsAddress(id, { part: { by, key: part.key }, ...(result && { result }) })}>{count}</Link>
    },
  })
  const columns: Column<Part>[] = [
    { key: 'name', title: t('name'), cell: (part) => part.name, names: true },
    number('total'),
    number('checked', 'checked'),
    number('unqualified', 'unqualified'),
    {
      key: 'rate',
      title: t('rate'),
      align: 'right',
      cell: (part) => <span className={part.rate === null ? 'unknown' : 'figure'}>{percentText(part.rate, decimals)}</span>,
    },
  ]
  return <DataTable caption={title} columns={columns} rows={parts} rowKey={(part) => part.key} empty={null} />
}
