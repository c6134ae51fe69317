import { useTranslations } from 'use-intl'
import { DataTable } from '~/components/ui/data-table'
import { roles } from '~/domain/context'
import type { ProcedureName } from '~/domain/member/access'
import type { Right } from '~/domain/member/rights'

type RoomOf<N> = N extends `${infer R}.${string}` ? R : never
type Room = RoomOf<ProcedureName>

/** The access table, one table for each room. */
export function RightsTables({ rights }: { rights: Right[] }) {
  const t = useTranslations('rights')
  const rooms = [...new Set(rights.map(({ procedure }) => roomOf(procedure)))]
  return rooms.map((room) => (
    <section key={room}>
      <h2>{t(`rooms.${room}`)}</h2>
      <RightsTable caption={t(`rooms.${room}`)} rights={rights.filter(({ procedure }) => roomOf(procedure) === room)} />
    </section>
  ))
}

function RightsTable({ caption, rights }: { caption: string; rights: Right[] }) {
  const t = useTranslations('rights')
  const word = useTranslations('procedureWords')
  const name = useTranslations('frame.roles')
  return (
    <DataTable
      caption={caption}
      rows={rights}
      rowKey={({ procedure }) => procedure}
      empty={null}
      columns={[
        { key: 'procedure', title: t('procedure'), names: true, cell: ({ procedure }) => word(procedure) },
        ...roles.map((role) => ({
          key: role,
          title: name(role),
          cell: ({ reach }: Right) => (reach[role] ? t(`reach.${reach[role]}`) : ''),
        })),
      ]}
    />
  )
}

function roomOf(procedure: ProcedureName): Room {
  return procedure.slice(0, procedure.indexOf('.')) as Room
}
