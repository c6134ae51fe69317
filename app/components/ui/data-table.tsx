import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'

export interface Column<Row> {
  key: string
  title: ReactNode
  cell(row: Row): ReactNode
  /** Numbers stand to the right. */
  align?: 'right'
  /** The row's name: a row header for those who listen to the table. At most one column. */
  names?: boolean
  /** Set on the column the rows are sorted by. */
  sorted?: 'ascending' | 'descending'
}

/** What scrolls sideways must be reached by the keyboard, also where no link stands in it (WCAG 2.1.1). */
const scrollable = { tabIndex: 0 }

/** A dense table: a real <table>, header that stays in view, sideways scrolling where the screen is narrow. */
export function DataTable<Row>(props: {
  /** What the table shows; read out, not drawn. */
  caption: string
  columns: Column<Row>[]
  rows: Row[]
  rowKey(row: Row): string
  /** Stands in place of the table when there are no rows. */
  empty: ReactNode
}) {
  const t = useTranslations('table')
  if (props.rows.length === 0) return <>{props.empty}</>
  return (
    <section {...scrollable} className="table-scroll" aria-label={`${props.caption} (${t('scroll')})`}>
      <table className="data">
        <caption>{props.caption}</caption>
        <thead>
          <tr>
            {props.columns.map((column) => (
              <th key={column.key} scope="col" className={column.align} aria-sort={column.sorted}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={props.rowKey(row)}>
              {props.columns.map((column) => (
                <Cell key={column.key} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  if (!column.names) return <td className={column.align}>{column.cell(row)}</td>
  return (
    <th scope="row" className={column.align}>
      {column.cell(row)}
    </th>
  )
}
