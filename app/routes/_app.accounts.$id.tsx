import { type ActionFunctionArgs, data, type LinksFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { apiFor, requirePerson } from '~/api/caller.server'
import { formOf, submit } from '~/api/form.server'
import { answerInspection, answerManualPost } from '~/api/sighting.server'
import { isUpload } from '~/api/upload.server'
import { InspectionForm, ManualPostForm } from '~/components/account/activity-forms'
import { ContactPhone } from '~/components/account/contact-phone'
import { CoverageStrip } from '~/components/account/coverage-strip'
import { DaysPanel } from '~/components/account/days-panel'
import { ExceptionForm } from '~/components/account/exception-form'
import { IdentityPanel } from '~/components/account/identity-panel'
import { PostTable } from '~/components/account/post-table'
import { RevisionTable } from '~/components/account/revision-table'
import { SlotPanel } from '~/components/account/slot-panel'
import { SourceTable } from '~/components/account/source-table'
import { StandingMark } from '~/components/account/standing-mark'
import { VerdictPanel } from '~/components/account/verdict-panel'
import { WeeklyPosts } from '~/components/account/weekly-posts'
import { CustodyPanel } from '~/components/custody/custody-panel'
import { AccountFilingLinks } from '~/components/filing/account-filing-links'
import type { Refused } from '~/components/ui/form'
import { Page } from '~/components/ui/page'
import { Pager } from '~/components/ui/pager'
import { addExceptionInput } from '~/domain/account/inputs'
import { weeksOf } from '~/domain/activity/timeline'
import { may } from '~/domain/member/access'
import stylesheet from '~/styles/account.css?url'
import collectionStyles from '~/styles/collection.css?url'
import unitStyles from '~/styles/units.css?url'

export const links: LinksFunction = () => [stylesheet, unitStyles, collectionStyles].map((href) => ({ rel: 'stylesheet', href }))
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.account.name ?? '账号'} · 账本` }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { actor, scope } = await requirePerson(request)
  const api = await apiFor(request)
  const accountId = accountIdOf(params)
  const after = new URL(request.url).searchParams.get('after')
  const [account, posts, sources, timeline, days] = await Promise.all([
    api.account.get({ id: accountId }),
    api.activity.posts({ accountId, after }),
    api.activity.sources({ accountId }),
    api.activity.timeline({ accountId }),
    api.activity.days({ accountId }),
  ])
  const mayAdd = {
    post: may(actor.roles, 'activity.addManual'),
    inspection: may(actor.roles, 'activity.addInspection'),
    source: may(actor.roles, 'source.add'),
    credential: may(actor.roles, 'source.saveCredential'),
    exception: may(actor.roles, 'account.addException', scope.path),
  }
  return {
    account,
    posts,
    sources,
    timeline,
    days,
    now: new Date(),
    custody: may(actor.roles, 'custody.get') ? await api.custody.get({ accountId }) : null,
    after,
    mayAdd,
    mayUnmask: may(actor.roles, 'account.unmaskContact'),
    mayFile: may(actor.roles, 'filing.saveDraft'),
  }
}

/** An id that is none is answered like one that does not exist. */
function accountIdOf(params: LoaderFunctionArgs['params']): string {
  const id = z.uuid().safeParse(params.id)
  return id.success ? id.data : '00000000-0000-0000-0000-000000000000'
}

const exceptionForm = addExceptionInput.omit({ unitId: true, group: true, accountId: true })

export async function action({ request, params }: ActionFunctionArgs) {
  const api = await apiFor(request)
  const accountId = accountIdOf(params)
  if (isUpload(request)) {
    const inspected = new URL(request.url).searchParams.get('form') === 'inspection'
    return inspected ? answerInspection(api, request, accountId) : answerManualPost(api, request, accountId)
  }
  const intent = (await formOf(request.clone())).get('intent')
  if (intent === 'unmask') return data(await api.account.unmaskContact({ id: accountId }))
  const { unit, platform } = await api.account.get({ id: accountId })
  const add = (typed: z.input<typeof exceptionForm>) =>
    api.account.addException({ ...typed, accountId, unitId: unit.id, group: platform.uniquenessGroup })
  return submit(request, exceptionForm, {}, add, `/accounts/${accountId}#slot`)
}

/** Which form a refusal belongs to: each has a field that only it has. */
function refusedForm(problem: Refused | undefined): 'inspection' | 'exception' | 'post' | null {
  if (!problem) return null
  if ('seen.name' in problem.values) return 'inspection'
  return 'documentNo' in problem.values ? 'exception' : 'post'
}

export default function AccountPage() {
  const t = useTranslations('account')
  const { account, posts, sources, timeline, days, custody, mayAdd, mayUnmask, mayFile, after, now } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const problem = answer && 'fields' in answer ? answer : undefined
  const phone = answer && 'phone' in answer ? answer.phone : null
  const refused = refusedForm(problem)
  const refusal = (form: typeof refused) => (refused === form ? problem : undefined)
  return (
    <>
      <Link className="back" to="/accounts">
        ← {t('back')}
      </Link>
      <Page title={account.name} hint={<Subtitle account={account} />} actions={mayFile && <AccountFilingLinks account={account} />}>
        <VerdictPanel verdict={account.verdict} />
        <CoverageStrip timeline={timeline} limitDays={account.dormantDays} />
        <section className="panel" aria-labelledby="sources">
          <h2 id="sources">{t('sources.title')}</h2>
          <SourceTable sources={sources} mayOpen={mayAdd.source} now={now} />
          <SourceLinks accountId={account.id} mayAdd={mayAdd} />
        </section>
        <div className="columns">
          <div>
            <WeeklyPosts weeks={weeksOf(timeline)} />
            <DaysPanel {...days} />
            <h2 id="posts">{t('posts.title')}</h2>
            <PostTable posts={posts.rows} />
            <Pager newer={after === null ? null : '?'} older={posts.next && `?after=${encodeURIComponent(posts.next)}#posts`} />
            {mayAdd.post && <ManualPostForm problem={refusal('post')} />}
            {mayAdd.inspection && <InspectionForm problem={refusal('inspection')} />}
          </div>
          <div>
            <IdentityPanel
              account={account}
              phone={<ContactPhone masked={account.contact?.phone ?? null} whole={phone} mayUnmask={mayUnmask} />}
            />
            <SlotPanel slot={account.slot} today={timeline.to} />
            {custody && <CustodyPanel accountId={account.id} state={custody.state} custody={custody.custody} />}
            {mayAdd.exception && account.standing === 'UNFILED' && <ExceptionForm problem={refusal('exception')} />}
          </div>
        </div>
        <h2>{t('revisions.title')}</h2>
        <RevisionTable revisions={account.revisions} />
      </Page>
    </>
  )
}

function SourceLinks({ accountId, mayAdd }: { accountId: string; mayAdd: { source: boolean; credential: boolean } }) {
  const t = useTranslations('account.sources')
  if (!mayAdd.source && !mayAdd.credential) return null
  return (
    <p className="panel-links">
      {mayAdd.source && (
        <Link className="button" to={`/collection/sources/new?account=${accountId}`}>
          {t('add')}
        </Link>
      )}
      {mayAdd.credential && (
        <Link className="button quiet" to="/collection/credentials">
          {t('credentials')}
        </Link>
      )}
    </p>
  )
}

type Shown = ReturnType<typeof useLoaderData<typeof loader>>['account']

function Subtitle({ account }: { account: Shown }) {
  const t = useTranslations('account')
  const tier = useTranslations('word.tier')
  return (
    <>
      {account.platform.name} · {account.unit.name} · {tier(account.unit.tier)} · <StandingMark standing={account.standing} />{' '}
      {account.origin === 'LEDGER' && (
        <span className="tag" title={t('fromLedgerHint')}>
          {t('fromLedger')}
        </span>
      )}
    </>
  )
}
