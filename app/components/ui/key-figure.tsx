import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'

/** One headline number of a page: what it counts, the number as a way to its rows, and a note. Stands in a `dl.key-figures`. */
export function KeyFigure(props: { label: string; to?: string; value: ReactNode; note?: ReactNode; bad?: boolean }) {
  const { label, to, value, note, bad } = props
  return (
    <div className={bad ? 'bad' : undefined}>
      <dt>{label}</dt>
      <dd>
        <span className="key-value">{to ? <Link to={to}>{value}</Link> : value}</span>
        {note && <span className="hint">{note}</span>}
      </dd>
    </div>
  )
}
