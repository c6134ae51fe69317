import { useTranslations } from 'use-intl'
import { LevelMark } from '~/components/account/level-mark'
import { DataTable } from '~/components/ui/data-table'
import type { FailingAccount } from '~/domain/bulletin/bulletin'

/** The accounts that fail, as the annex names them. */
export function FailingTable({ failing }: { failing: FailingAccount[] }) {
  const t = useTranslations('bulletins')
  return (
    <DataTable
      caption={t('failing')}
      rows={failing.map((account, at) => ({ ...account, at }))}
      rowKey={(account) => String(account.at)}
      empty={<p>{t('failingNone')}</p>}
      columns={[
        { key: 'account', title: t('account'), names: true, cell: (account) => account.accountName },
        { key: 'platform', title: t('platform'), cell: (account) => account.platformName },
        { key: 'unit', title: t('organiser'), cell: (account) => account.unitName },
        { key: 'problem', title: t('problem'), cell: (account) => <LevelMark level={account.level} /> },
        {
          key: 'lastPost',
          title: t('lastPost'),
          cell: ({ lastPostOn, silentSince }) =>
            lastPostOn ? <span className="figure">{lastPostOn}</span> : silentSince ? t('silentSince', { day: silentSince }) : '—',
        },
        {
          key: 'state',
          title: t('state'),
          cell: ({ state }) => (
            <span className={`finding-state state-${state === 'confirmed' ? 'CONFIRMED' : 'PROPOSED'}`}>
              {t(state === 'confirmed' ? 'confirmed' : 'pending')}
            </span>
          ),
        },
      ]}
    />
  )
}
