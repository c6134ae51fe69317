import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, type ShouldRevalidateFunction, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { apiFor, requirePerson } from '~/api/caller.server'
import { answerFilingAct } from '~/api/filing-acts.server'
import { filingIdOf } from '~/api/filing-id.server'
import { ActPanel } from '~/components/filing/act-panel'
import { AroundPanel } from '~/components/filing/around-panel'
import { AttachForm } from '~/components/filing/attach-form'
import { AttachmentList } from '~/components/filing/attachment-list'
import { DoneNote } from '~/components/filing/done-note'
import { FilingForms } from '~/components/filing/filing-forms'
import { FilingHead } from '~/components/filing/filing-head'
import { FilingHistory } from '~/components/filing/filing-history'
import { FilingWay } from '~/components/filing/filing-way'
import { NotesPanel } from '~/components/filing/notes-panel'
import { wantedProof } from '~/components/filing/wanted-proof'
import { Page } from '~/components/ui/page'
import { dayOf } from '~/domain/calendar/day'
import { checkForm } from '~/domain/filing/completeness'
import { isReplied } from '~/domain/filing/reply/reply'
import { may } from '~/domain/member/access'
import accountStyles from '~/styles/account.css?url'
import stylesheet from '~/styles/filing.css?url'

export const links: LinksFunction = () => [accountStyles, stylesheet].map((href) => ({ rel: 'stylesheet', href }))
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.filing.number ?? '备案'} · 账本` }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { actor } = await requirePerson(request)
  const api = await apiFor(request)
  const id = filingIdOf(params)
  const filing = await api.filing.get({ id })
  const colleagues = filing.may.decide ? await api.filing.colleagues({ id }) : []
  const missing = filing.may.edit ? checkForm(filing.kind, filing.draft).problems : null
  const upward = may(actor.roles, 'filing.recordUpward')
  return { filing, colleagues, missing, upward, today: dayOf(new Date()), me: actor.id, leader: actor.roles.includes('unitLeader') }
}

/** What was refused shows the filing as it stands by now: somebody else may have been quicker. */
export const shouldRevalidate: ShouldRevalidateFunction = () => true

export async function action({ request, params }: ActionFunctionArgs) {
  return answerFilingAct(await apiFor(request), request, filingIdOf(params))
}

export default function FilingPage() {
  const t = useTranslations('filing')
  const { filing, colleagues, missing, upward, today, me, leader } = useLoaderData<typeof loader>()
  const problem = useActionData<typeof action>()
  const { unit, kind, attachments, may, notes } = filing
  const names = namesOf(filing)
  return (
    <>
      <Link className="back" to="/filings">
        ← {t('page.back')}
      </Link>
      <Page
        title={`${t(`kindTitles.${kind}`)}：${titleOf(filing) ?? t('page.untitled')}`}
        hint={unit.name}
        actions={<Papers filing={filing} upward={upward} />}
      >
        {!problem && <DoneNote />}
        <FilingHead filing={filing} today={today} />
        <div className="columns filing-columns">
          <div>
            <ActPanel {...{ filing, today, me, leader, missing, colleagues, problem }} />
            <FilingForms filing={filing} names={names} />
            <section className="panel" aria-labelledby="files">
              <h2 id="files">{t('files.title')}</h2>
              <AttachmentList filingId={filing.id} files={attachments} mayRemove={may.edit} />
            </section>
            {may.attach && (
              <AttachForm problem={problem?.act === 'attach' ? problem : undefined} today={today} wanted={wantedProof(filing)} />
            )}
          </div>
          <div>
            <FilingWay filing={filing} today={today} />
            {notes && filing.around && <AroundPanel around={filing.around} />}
            {notes && <NotesPanel notes={notes} mayAdd={may.note} problem={problem?.act === 'note' ? problem : undefined} />}
          </div>
        </div>
        <FilingHistory events={filing.events} names={names} />
      </Page>
    </>
  )
}

type Filing = ReturnType<typeof useLoaderData<typeof loader>>['filing']

/** The name asked for, else the account's. */
function titleOf({ kind, requested, draft, account }: Filing): string | null {
  const name = kind === 'open' ? (requested ?? draft).name : null
  return typeof name === 'string' && name ? name : (account?.name ?? null)
}

function namesOf({ unit, target, targetUnit, requested, chosen }: Filing): Record<string, string> {
  const organiser = requested?.organiserId
  return {
    [unit.id]: unit.name,
    ...(chosen && { [chosen.id]: chosen.note ? `${chosen.name}（${chosen.note}）` : chosen.name }),
    ...(target && { [target.id]: `${target.name}（${target.unit}）` }),
    ...(typeof organiser === 'string' && targetUnit && { [organiser]: targetUnit }),
  }
}

/** The printable reply to what was approved or closed, and what the office records after a registration. */
function Papers({ filing, upward }: { filing: Filing; upward: boolean }) {
  const t = useTranslations()
  if (!isReplied(filing)) return null
  return (
    <>
      {upward && filing.kind === 'open' && filing.state === 'registered' && (
        <Link className="button quiet" to={`/filings/${filing.id}/upward`}>
          {t('upward.title')}
        </Link>
      )}
      {(['docx', 'pdf'] as const).map((format) => (
        <a key={format} className="button quiet" href={`/filings/${filing.id}/reply?format=${format}`} download>
          {t('filing.page.reply')} {format.toUpperCase()}
        </a>
      ))}
    </>
  )
}
