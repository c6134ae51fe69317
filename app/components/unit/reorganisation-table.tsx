import { Form } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { DataTable } from '~/components/ui/data-table'
import { Moment } from '~/components/ui/figures'
import type { ReorganisationKind, ReorganisationState } from '~/domain/unit/reorganisation'

export interface ReorganisationRow {
  id: string
  kind: ReorganisationKind
  state: ReorganisationState
  effectiveOn: string
  documentNo: string
  unit: string
  into: string | null
  createdBy: string
  createdAt: Date
  hindrance: string | null
}

/** What happened to a unit, and what is planned. */
export function ReorganisationTable({ rows, mayCallOff }: { rows: ReorganisationRow[]; mayCallOff: boolean }) {
  const t = useTranslations('unit')
  return (
    <section aria-labelledby="reorganisations">
      <h2 id="reorganisations">{t('reorganisations')}</h2>
      <DataTable
        caption={t('reorganisations')}
        rows={rows}
        rowKey={(row) => row.id}
        empty={<p className="panel hint">{t('noReorganisations')}</p>}
        columns={[
          { key: 'what', title: t('reorganisationColumns.what'), names: true, cell: (row) => <What row={row} /> },
          {
            key: 'effectiveOn',
            title: t('reorganisationColumns.effectiveOn'),
            cell: (row) => <span className="figure">{row.effectiveOn}</span>,
          },
          { key: 'documentNo', title: t('reorganisationColumns.documentNo'), cell: (row) => row.documentNo },
          { key: 'by', title: t('reorganisationColumns.by'), cell: (row) => <By row={row} /> },
          { key: 'state', title: t('reorganisationColumns.state'), cell: (row) => <State row={row} mayCallOff={mayCallOff} /> },
        ]}
      />
    </section>
  )
}

function What({ row: { kind, unit, into } }: { row: ReorganisationRow }) {
  const t = useTranslations('unit.did')
  return <>{kind === 'abolish' && into ? t('abolishInto', { unit, into }) : t(kind, { unit, into: into ?? '' })}</>
}

function By({ row }: { row: ReorganisationRow }) {
  return (
    <>
      {row.createdBy} <Moment at={row.createdAt} />
    </>
  )
}

function State({ row, mayCallOff }: { row: ReorganisationRow; mayCallOff: boolean }) {
  const t = useTranslations('unit')
  return (
    <>
      {t(`states.${row.state}`)}
      {row.hindrance && <p className="wrong">{t('hindered', { reason: row.hindrance })}</p>}
      {row.state === 'planned' && mayCallOff && (
        <Form method="post">
          <input type="hidden" name="id" value={row.id} />
          <button className="button quiet" type="submit">
            {t('callOff')}
          </button>
        </Form>
      )}
    </>
  )
}
