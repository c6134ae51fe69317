import { type LinksFunction, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { apiFor, requirePerson } from '~/api/caller.server'
import { ConfirmationTask } from '~/components/confirmation/confirmation-task'
import { FilingTasks } from '~/components/filing/filing-tasks'
import { AreaChart } from '~/components/overview/area-chart'
import { KeyFigures } from '~/components/overview/key-figures'
import { LevelTable } from '~/components/overview/level-table'
import { PartTable } from '~/components/overview/part-table'
import { placeName } from '~/components/overview/place-name'
import { EmptyState } from '~/components/ui/empty-state'
import { Moment } from '~/components/ui/figures'
import { screensFor } from '~/components/ui/navigation'
import { Page } from '~/components/ui/page'
import { bulletinGroups } from '~/domain/account/account'
import { may } from '~/domain/member/access'
import accountStyles from '~/styles/account.css?url'
import stylesheet from '~/styles/overview.css?url'
import unitStyles from '~/styles/units.css?url'

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: accountStyles },
  { rel: 'stylesheet', href: stylesheet },
  { rel: 'stylesheet', href: unitStyles },
]
export const meta: MetaFunction = () => [{ title: '总览 · 账本' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const { actor } = await requirePerson(request)
  if (!may(actor.roles, 'overview.get')) throw redirect(screensFor(actor.roles)[0]?.to ?? '/me')
  const api = await apiFor(request)
  const [overview, filings, task] = await Promise.all([
    api.overview.get(),
    api.filing.counts(),
    may(actor.roles, 'confirmation.task') ? api.confirmation.task() : null,
  ])
  return { overview, filings: may(actor.roles, 'filing.saveDraft') ? filings : null, task, mayImport: may(actor.roles, 'ledger.check') }
}

type Overview = ReturnType<typeof useLoaderData<typeof loader>>['overview']

export default function OverviewPage() {
  const t = useTranslations('overview')
  const { overview, filings, task, mayImport } = useLoaderData<typeof loader>()
  if (overview.total === 0 && overview.unfiled === 0) return <Empty mayImport={mayImport} />
  return (
    <Page title={t('title')} hint={<Freshness overview={overview} />}>
      {task && <ConfirmationTask {...task} />}
      {filings && <FilingTasks {...filings} />}
      <KeyFigures {...overview} />
      <div className="overview-halves">
        <section>
          <h2>{t('levels.title')}</h2>
          <LevelTable counts={overview.levels} />
        </section>
        <Areas areas={overview.byArea} />
      </div>
      <Groups groups={overview.byGroup} />
    </Page>
  )
}

/** How old the figures are stands above them. */
function Freshness({ overview }: { overview: Overview }) {
  const t = useTranslations('overview')
  return (
    <>
      {overview.asOf ? t('asOf', { day: overview.asOf }) : t('notEvaluated')}
      {' · '}
      {overview.freshAt ? (
        <>
          {t('freshAt')} <Moment at={overview.freshAt} />
        </>
      ) : (
        t('neverFresh')
      )}
    </>
  )
}

function Areas({ areas }: { areas: Overview['byArea'] }) {
  const t = useTranslations('overview')
  const named = areas.map((area) => ({ ...area, name: area.own ? t('area.own', { name: placeName(area.name) }) : placeName(area.name) }))
  return (
    <section>
      <h2>{t('area.title')}</h2>
      <AreaChart areas={named} />
      <PartTable
        caption={t('area.title')}
        head={t('area.name')}
        parts={named}
        name={(area) => (area.own ? area.name : <Link to={`/accounts?standing=COUNTED&unit=${area.key}`}>{area.name}</Link>)}
      />
      <p className="hint">{t('note')}</p>
    </section>
  )
}

function Groups({ groups }: { groups: Overview['byGroup'] }) {
  const t = useTranslations('overview')
  const words = useTranslations('word.bulletinGroup')
  const ordered = bulletinGroups.flatMap((key) => groups.filter((group) => group.key === key).map((group) => ({ ...group, key })))
  return (
    <section>
      <h2>{t('group.title')}</h2>
      <PartTable
        caption={t('group.title')}
        head={t('group.name')}
        parts={ordered}
        name={(group) => <Link to={`/accounts?standing=COUNTED&group=${group.key}`}>{words(group.key)}</Link>}
      />
    </section>
  )
}

function Empty({ mayImport }: { mayImport: boolean }) {
  const t = useTranslations('overview')
  const action = mayImport && (
    <Link className="button" to="/import">
      {t('import')}
    </Link>
  )
  return (
    <Page title={t('title')}>
      <EmptyState title={t('emptyTitle')} action={action}>
        {t(mayImport ? 'emptyRegistrar' : 'emptyReader')}
      </EmptyState>
    </Page>
  )
}
