import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { LevelMark } from '~/components/account/level-mark'
import { type Column, DataTable } from '~/components/ui/data-table'
import { Count, Percent } from '~/components/ui/figures'
import { percent } from '~/domain/bulletin/figures'
import { type Level, type LevelCounts, levels, totalOf } from '~/domain/supervision/level'

/** Every level with its number, also the levels nobody is in: the numbers sum to the total. */
export function LevelTable({ counts }: { counts: LevelCounts }) {
  const t = useTranslations('overview.levels')
  const columns: Column<Level>[] = [
    { key: 'level', title: t('level'), cell: (level) => <LevelMark level={level} />, names: true },
    {
      key: 'count',
      title: t('count'),
      align: 'right',
      cell: (level) => (
        <Link to={`/accounts?standing=COUNTED&level=${level}`}>
          <Count value={counts[level]} />
        </Link>
      ),
    },
    { key: 'share', title: t('share'), align: 'right', cell: (level) => <Percent value={percent(counts[level], totalOf(counts), 1)} /> },
  ]
  return <DataTable caption={t('title')} columns={columns} rows={[...levels]} rowKey={(level) => level} empty={null} />
}
