import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { type Column, DataTable } from '~/components/ui/data-table'
import { Count, Percent } from '~/components/ui/figures'
import { percent } from '~/domain/bulletin/figures'
import { checkedOf, type LevelCounts, totalOf } from '~/domain/supervision/level'
import { PassRate } from './share'

export interface Part {
  key: string
  levels: LevelCounts
  unqualified: number
}

/** One row per part of the total: what there is, what could be checked, what passed. */
export function PartTable<P extends Part>(props: { caption: string; head: string; parts: P[]; name(part: P): ReactNode }) {
  const t = useTranslations('overview.column')
  const number = (key: string, title: string, cell: (part: P) => ReactNode): Column<P> => ({ key, title, cell, align: 'right' })
  const columns: Column<P>[] = [
    { key: 'name', title: props.head, cell: props.name, names: true },
    number('total', t('total'), (part) => <Count value={totalOf(part.levels)} />),
    number('checked', t('checked'), (part) => <Count value={checkedOf(part.levels)} />),
    number('coverage', t('coverage'), (part) => <Percent value={percent(checkedOf(part.levels), totalOf(part.levels), 1)} />),
    number('qualified', t('qualified'), (part) => <Count value={checkedOf(part.levels) - part.unqualified} />),
    number('unqualified', t('unqualified'), (part) => <Count value={part.unqualified} />),
    number('rate', t('rate'), (part) => (
      <PassRate total={totalOf(part.levels)} checked={checkedOf(part.levels)} unqualified={part.unqualified} />
    )),
  ]
  return <DataTable caption={props.caption} columns={columns} rows={props.parts} rowKey={(part) => part.key} empty={null} />
}
