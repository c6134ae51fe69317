import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { apiFor } from '~/api/caller.server'
import { CollectionFigures } from '~/components/collection/collection-figures'
import { CoverageKey, CoverageTable } from '~/components/collection/coverage-table'
import { FailureTable } from '~/components/collection/failure-table'
import { NextHours } from '~/components/collection/next-hours'
import { RestingTable } from '~/components/collection/resting-table'
import { sourcesAddress } from '~/components/collection/source-query'
import { SweepPanel } from '~/components/collection/sweep-panel'
import { Page } from '~/components/ui/page'
import { daysBetween } from '~/domain/calendar/day'
import accountStyles from '~/styles/account.css?url'
import stylesheet from '~/styles/collection.css?url'
import overviewStyles from '~/styles/overview.css?url'
import workStyles from '~/styles/work.css?url'

export const links: LinksFunction = () =>
  [accountStyles, overviewStyles, workStyles, stylesheet].map((href) => ({ rel: 'stylesheet', href }))
export const meta: MetaFunction = () => [{ title: '采集 · 账本' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const api = await apiFor(request)
  return { ...(await api.source.collection()), now: new Date() }
}

/** As many days before its end an authorisation counts as ending. */
const noticeDays = 14

export default function CollectionPage() {
  const t = useTranslations('collection')
  const { from, to, coverage, sources, withoutSource, failures, resting, nextHours, sweep, now } = useLoaderData<typeof loader>()
  const days = daysBetween(from, to) + 1
  return (
    <Page title={t('title')} hint={t('hint')} actions={<Ways />}>
      <CollectionFigures {...{ sources, withoutSource, coverage, days, noticeDays }} />
      <div className="columns collection-columns">
        <div>
          <h2 id="failures">{t('failures.title')}</h2>
          <FailureTable rows={failures} />
          <RestingTable rows={resting} />
        </div>
        <div>
          <SweepPanel sweep={sweep} />
          <NextHours hours={nextHours} now={now} />
        </div>
      </div>
      <h2 id="coverage">{t('coverage.title', { days, from, to })}</h2>
      <p className="hint">{t('coverage.hint')}</p>
      <CoverageKey />
      <div className="coverage-halves">
        <div>
          <h3>{t('coverage.byPlatform')}</h3>
          <CoverageTable
            caption={t('coverage.byPlatform')}
            head={t('coverage.platform')}
            rows={coverage.byPlatform}
            sourcesOf={({ key }) => sourcesAddress({ platform: key })}
            accountsOf={({ key }) => `/accounts?platform=${key}`}
          />
        </div>
        <div>
          <h3>{t('coverage.byUnit')}</h3>
          <CoverageTable
            caption={t('coverage.byUnit')}
            head={t('coverage.unit')}
            rows={coverage.byUnit}
            sourcesOf={({ key, own }) => sourcesAddress({ unit: key, ...(own && { own: '1' }) })}
            accountsOf={({ key, own }) => `/accounts?unit=${key}${own ? '&own=1' : ''}`}
          />
        </div>
      </div>
    </Page>
  )
}

function Ways() {
  const t = useTranslations('collection')
  return (
    <>
      <Link className="button" to="/collection/sources">
        {t('list')}
      </Link>
      <Link className="button quiet" to="/collection/bulk">
        {t('bulk')}
      </Link>
      <Link className="button quiet" to="/collection/import">
        {t('sheet')}
      </Link>
      <Link className="button quiet" to="/collection/credentials">
        {t('credentials')}
      </Link>
    </>
  )
}
