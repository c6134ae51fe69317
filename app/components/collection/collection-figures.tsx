import { useTranslations } from 'use-intl'
import { Count } from '~/components/ui/figures'
import { KeyFigure } from '~/components/ui/key-figure'
import type { SourceState } from '~/domain/activity/source'
import { sourcesAddress } from './source-query'

type State = Exclude<SourceState, 'collected'>

interface CollectionFiguresProps {
  sources: Record<State, number> & { collected: number }
  withoutSource: number
  coverage: { accounts: number; proven: number }
  days: number
  /** Authorisations are shown so many days before they end. */
  noticeDays: number
}

/** How the sources stand, each number a way to its rows; what waits for somebody stands out. */
export function CollectionFigures({ sources, withoutSource, coverage, days, noticeDays }: CollectionFiguresProps) {
  const t = useTranslations('collection.key')
  const figure = (state: State, bad = false) => (
    <KeyFigure
      key={state}
      label={t(state)}
      to={sourcesAddress({ state })}
      value={<Count value={sources[state]} />}
      note={t(`${state}Note`, { days: noticeDays })}
      bad={bad && sources[state] > 0}
    />
  )
  return (
    <dl className="key-figures collection-figures" aria-label={t('title')}>
      <KeyFigure label={t('collected')} to={sourcesAddress({ state: 'collected' })} value={<Count value={sources.collected} />} />
      {figure('good')}
      {figure('failing', true)}
      {figure('doubtful')}
      {figure('dead', true)}
      {figure('overdue', true)}
      {figure('expiring', true)}
      {figure('paused')}
      {figure('resting')}
      {figure('never')}
      <KeyFigure label={t('without')} to="/accounts?looked=none" value={<Count value={withoutSource} />} note={t('withoutNote')} />
      <KeyFigure
        label={t('proven')}
        to="/accounts?looked=proven"
        value={<Count value={coverage.proven} />}
        note={t('provenNote', { days, accounts: coverage.accounts })}
      />
    </dl>
  )
}
