import type { ReactNode } from 'react'

export interface ReportFigure {
  key: string
  label: string
  value: ReactNode
  bad?: boolean
}

/** The counts of a check or an import, side by side. */
export function ReportFigures({ label, figures }: { label: string; figures: ReportFigure[] }) {
  return (
    <dl className="key-figures report-figures" aria-label={label}>
      {figures.map((figure) => (
        <div key={figure.key} className={figure.bad ? 'bad' : undefined}>
          <dt>{figure.label}</dt>
          <dd>
            <span className="key-value">{figure.value}</span>
          </dd>
        </div>
      ))}
    </dl>
  )
}
