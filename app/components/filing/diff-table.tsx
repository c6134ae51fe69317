import { useTranslations } from 'use-intl'
import { type Column, DataTable } from '~/components/ui/data-table'
import type { Differences } from '~/domain/filing/difference'
import { decidedFields } from '~/domain/filing/requests'
import { FieldLabel, FieldValue, type Names } from './field-value'

interface DiffTableProps {
  caption: string
  changes: Differences
  names: Names
  /** Says of each field whether it is decided first or in force already. */
  grouped?: boolean
}

/** Field by field, before and after. */
export function DiffTable({ caption, changes, names, grouped }: DiffTableProps) {
  const t = useTranslations('filing.page')
  const decided: readonly string[] = decidedFields
  const rows = Object.entries(changes).map(([field, change]) => ({ field, ...change }))
  const groups: Column<(typeof rows)[number]> = {
    key: 'group',
    title: t('group'),
    cell: (row) => <span className="tag">{t(decided.includes(row.field) ? 'decidedGroup' : 'reportedGroup')}</span>,
  }
  return (
    <div className="diff">
      <DataTable
        caption={caption}
        rows={rows.sort((a, b) => Number(decided.includes(b.field)) - Number(decided.includes(a.field)))}
        rowKey={(row) => row.field}
        empty={null}
        columns={[
          { key: 'field', title: t('field'), names: true, cell: (row) => <FieldLabel field={row.field} /> },
          { key: 'from', title: t('from'), cell: (row) => <FieldValue field={row.field} value={row.from} names={names} /> },
          {
            key: 'to',
            title: t(grouped ? 'to' : 'toDone'),
            cell: (row) => (
              <strong>
                <FieldValue field={row.field} value={row.to} names={names} />
              </strong>
            ),
          },
          ...(grouped ? [groups] : []),
        ]}
      />
    </div>
  )
}
