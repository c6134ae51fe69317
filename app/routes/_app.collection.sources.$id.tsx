import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, type ShouldRevalidateFunction, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { type Api, apiFor } from '~/api/caller.server'
import { uuidOr404 } from '~/api/filing-id.server'
import { answerStandingSource } from '~/api/source-form.server'
import { DoneNote } from '~/components/collection/done-note'
import { HealthStrip } from '~/components/collection/health-strip'
import { RunTable } from '~/components/collection/run-table'
import { SourceActs, type SourceIntent } from '~/components/collection/source-acts'
import { SourceFacts, SourceNotices } from '~/components/collection/source-facts'
import { TrialPanel } from '~/components/collection/trial-panel'
import { UnverifiedMark } from '~/components/collection/words'
import { Page } from '~/components/ui/page'
import { Pager } from '~/components/ui/pager'
import { kindFacts } from '~/domain/activity/kind'
import { dayOf } from '~/domain/calendar/day'
import accountStyles from '~/styles/account.css?url'
import stylesheet from '~/styles/collection.css?url'
import workStyles from '~/styles/work.css?url'

export const links: LinksFunction = () => [accountStyles, workStyles, stylesheet].map((href) => ({ rel: 'stylesheet', href }))
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.source.accountName ?? ''} 采集来源 · 账本` }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const api = await apiFor(request)
  const sourceId = uuidOr404(params.id)
  const after = new URL(request.url).searchParams.get('after') ?? ''
  const source = await api.source.get({ sourceId })
  const [runs, kept] = await Promise.all([api.source.runs({ sourceId, ...(/^\d{1,18}$/.test(after) && { after }) }), keptFor(api, source)])
  const now = new Date()
  return { source, runs, kept, paged: after !== '', now, today: dayOf(now) }
}

/** The authorisations the source may use, and among them the one it uses, however many there are. */
async function keptFor(api: Api, { kind, unitId, credential }: Awaited<ReturnType<Api['source']['get']>>) {
  if (!kindFacts[kind].credential) return { rows: [], total: 0 }
  const { rows, total } = await api.source.credentials({ kind, unit: unitId, limit: 200 })
  if (!credential || rows.some(({ id }) => id === credential.id)) return { rows, total }
  const used = await api.source.credentials({ id: credential.id })
  return { rows: [...used.rows, ...rows], total }
}

/** What was refused shows the source as it stands by now. */
export const shouldRevalidate: ShouldRevalidateFunction = () => true

export async function action({ request, params }: ActionFunctionArgs) {
  return answerStandingSource(await apiFor(request), request, uuidOr404(params.id))
}

export default function SourcePage() {
  const t = useTranslations('collection')
  const word = useTranslations('word.sourceKind')
  const { source, runs, kept, paged, now, today } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const problemOf = (intent: SourceIntent) => (answer?.intent === intent && !answer.trial ? answer : undefined)
  return (
    <>
      <Link className="back" to="/collection/sources">
        ← {t('page.back')}
      </Link>
      <Page
        title={source.accountName}
        hint={<Subtitle source={source} kind={word(source.kind)} />}
        actions={<ToAccount id={source.accountId} />}
      >
        {!answer && <DoneNote />}
        <SourceNotices source={source} now={now} />
        {answer?.trial && <TrialPanel trial={answer.trial} sent={answer.sent} />}
        <div className="columns">
          <div>
            <SourceFacts source={source} now={now} />
            <HealthStrip health={source.health} today={today} />
          </div>
          {kindFacts[source.kind].collected && <SourceActs {...{ source, now, today, kept, problemOf }} />}
        </div>
        <h2 id="runs">{t('page.runs')}</h2>
        <RunTable rows={runs.rows} />
        <Pager newer={paged ? '?#runs' : null} older={runs.next && `?after=${runs.next}#runs`} />
      </Page>
    </>
  )
}

type Shown = ReturnType<typeof useLoaderData<typeof loader>>['source']

function Subtitle({ source, kind }: { source: Shown; kind: string }) {
  return (
    <>
      {source.platformName} · {source.unitName} · {kind} <UnverifiedMark kind={source.kind} />
    </>
  )
}

function ToAccount({ id }: { id: string }) {
  const t = useTranslations('collection.page')
  return (
    <Link className="button quiet" to={`/accounts/${id}`}>
      {t('toAccount')}
    </Link>
  )
}
