import { type ActionFunctionArgs, data, type LinksFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { apiFor, requirePerson } from '~/api/caller.server'
import { formOf, submit } from '~/api/form.server'
import { FeedForm, ManualPostForm } from '~/components/account/activity-forms'
import { ContactPhone } from '~/components/account/contact-phone'
import { CoverageStrip } from '~/components/account/coverage-strip'
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
import { addFeedInput, addManualPostInput } from '~/domain/activity/inputs'
import { weeksOf } from '~/domain/activity/timeline'
import { may } from '~/domain/member/access'
import stylesheet from '~/styles/account.css?url'
import unitStyles from '~/styles/units.css?url'

export const links: LinksFunction = () => [stylesheet, unitStyles].map((href) => ({ rel: 'stylesheet', href }))
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.account.name ?? '账号'} · 账本` }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { actor, scope } = await requirePerson(request)
  const api = await apiFor(request)
  const accountId = accountIdOf(params)
  const after = new URL(request.url).searchParams.get('after')
  const [account, posts, sources, timeline] = await Promise.all([
    api.account.get({ id: accountId }),
    api.activity.posts({ accountId, after }),
    api.activity.sources({ accountId }),
    api.activity.timeline({ accountId }),
  ])
  const mayAdd = {
    post: may(actor.roles, 'activity.addManual'),
    feed: may(actor.roles, 'activity.addFeed'),
    exception: may(actor.roles, 'account.addException', scope.path),
  }
  return {
    account,
    posts,
    sources,
    timeline,
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

/** As a browser writes it; the office's clock is Shanghai's. */
const localTime = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/, '请填写日期和时间，如 2026-09-30 10:00。')
const manualForm = addManualPostInput.extend({ publishedAt: localTime })
/** Under names of their own: three forms stand on the page. A box that is not ticked sends nothing. */
const feedForm = z.strictObject({ feedUrl: addFeedInput.shape.url, seesAllPosts: z.literal('true').optional() })
const exceptionForm = addExceptionInput.omit({ unitId: true, group: true, accountId: true })

export async function action({ request, params }: ActionFunctionArgs) {
  const api = await apiFor(request)
  const accountId = accountIdOf(params)
  const here = `/accounts/${accountId}`
  const intent = (await formOf(request.clone())).get('intent')
  if (intent === 'unmask') return data(await api.account.unmaskContact({ id: accountId }))
  if (intent === 'feed') {
    const add = ({ feedUrl, seesAllPosts }: z.input<typeof feedForm>) =>
      api.activity.addFeed({ accountId, url: feedUrl, seesAllPosts: seesAllPosts === 'true' })
    return submit(request, feedForm, {}, add, `${here}#sources`)
  }
  if (intent === 'exception') {
    const { unit, platform } = await api.account.get({ id: accountId })
    const add = (typed: z.input<typeof exceptionForm>) =>
      api.account.addException({ ...typed, accountId, unitId: unit.id, group: platform.uniquenessGroup })
    return submit(request, exceptionForm, {}, add, `${here}#slot`)
  }
  const add = (typed: z.input<typeof manualForm>) =>
    api.activity.addManual({ ...typed, publishedAt: new Date(`${typed.publishedAt}+08:00`) })
  return submit(request, manualForm, { accountId }, add, `${here}#posts`)
}

/** Which form a refusal belongs to: each has a field that only it has. */
function refusedForm(problem: Refused | undefined): 'feed' | 'exception' | 'post' | null {
  if (!problem) return null
  if ('feedUrl' in problem.values) return 'feed'
  return 'documentNo' in problem.values ? 'exception' : 'post'
}

export default function AccountPage() {
  const t = useTranslations('account')
  const { account, posts, sources, timeline, custody, mayAdd, mayUnmask, mayFile, after } = useLoaderData<typeof loader>()
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
          <SourceTable sources={sources} />
          {mayAdd.feed && <FeedForm problem={refusal('feed')} />}
        </section>
        <div className="columns">
          <div>
            <WeeklyPosts weeks={weeksOf(timeline)} />
            <h2 id="posts">{t('posts.title')}</h2>
            <PostTable posts={posts.rows} />
            <Pager newer={after === null ? null : '?'} older={posts.next && `?after=${encodeURIComponent(posts.next)}#posts`} />
            {mayAdd.post && <ManualPostForm problem={refusal('post')} />}
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
