import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { apiFor } from '~/api/caller.server'
import { startOf } from '~/api/filing-start.server'
import { submit } from '~/api/form.server'
import { requireRight } from '~/api/right.server'
import { Finder, KindChoice, KindSteps } from '~/components/filing/start-choice'
import { StartOpening, StartWithAccount } from '~/components/filing/start-form'
import { Page } from '~/components/ui/page'
import { filingKinds } from '~/domain/filing/filing'
import { saveDraftInput } from '~/domain/filing/inputs'
import accountStyles from '~/styles/account.css?url'
import stylesheet from '~/styles/filing.css?url'

export const links: LinksFunction = () => [accountStyles, stylesheet].map((href) => ({ rel: 'stylesheet', href }))
export const meta: MetaFunction = () => [{ title: '办理备案 · 账本' }]

export async function loader({ request }: LoaderFunctionArgs) {
  await requireRight(request, 'filing.saveDraft')
  const api = await apiFor(request)
  const { searchParams } = new URL(request.url)
  const id = (name: string) => z.uuid().safeParse(searchParams.get(name)).data ?? null
  const kind = filingKinds.find((known) => known === searchParams.get('kind')) ?? null
  const q = (searchParams.get('unitQuery') ?? searchParams.get('accountQuery'))?.trim().slice(0, 60) || null
  const start = await startOf(api, { kind, unit: id('unit'), account: id('account'), q })
  return { ...start, q, accessLost: searchParams.get('accessLost') === 'yes' }
}

const form = saveDraftInput.omit({ id: true, fields: true }).extend({ accessLost: z.literal('yes').optional() })

export async function action({ request }: ActionFunctionArgs) {
  const api = await apiFor(request)
  const begin = ({ accessLost, ...place }: z.input<typeof form>) =>
    api.filing.saveDraft({ ...place, fields: accessLost && place.kind === 'cancel' ? { accessLost } : {} })
  return submit(request, form, {}, begin, ({ id }) => `/filings/${id}/edit`)
}

export default function NewFilingPage() {
  const t = useTranslations('filing')
  const start = useLoaderData<typeof loader>()
  return (
    <>
      <Link className="back" to="/filings">
        ← {t('start.back')}
      </Link>
      <Page
        title={start.kind ? t(`kindTitles.${start.kind}`) : t('start.title')}
        hint={start.kind ? t(`start.about.${start.kind}`) : t('start.hint')}
      >
        {start.drafts.length > 0 && <Drafts drafts={start.drafts} />}
        {start.kind ? (
          <div className="columns">
            <section className="panel">
              <Choice start={start} />
            </section>
            <KindSteps kind={start.kind} />
          </div>
        ) : (
          <KindChoice />
        )}
      </Page>
    </>
  )
}

type Start = ReturnType<typeof useLoaderData<typeof loader>>

function Choice({ start }: { start: Start }) {
  const t = useTranslations('filing.start')
  const word = useTranslations('word.standing')
  const problem = useActionData<typeof action>()
  const { kind, unit, account, q } = start
  if (kind === 'open') {
    const address = (id: string) => `?${new URLSearchParams({ kind, unit: id, ...(q && { unitQuery: q }) })}`
    const rows = (start.units ?? []).map(({ id, name }) => ({ id, label: name, note: null, to: address(id) }))
    return (
      <>
        {unit && <StartOpening key={unit.id} unit={unit} platforms={start.platforms} problem={problem} />}
        <details open={start.units !== null}>
          <summary>{t('otherUnit')}</summary>
          <Finder kind={kind} name="unitQuery" q={q ?? undefined} rows={rows} />
        </details>
      </>
    )
  }
  if (kind && account) {
    const shown = { ...account, standing: word(account.standing) }
    return <StartWithAccount kind={kind} account={shown} accessLost={start.accessLost} problem={problem} />
  }
  const rows = (start.accounts ?? []).map(({ id, name, platformName, unitName }) => ({
    ...{ id, label: name, note: `${platformName} · ${unitName}` },
    to: `?${new URLSearchParams({ kind: kind ?? '', account: id })}`,
  }))
  return kind && <Finder kind={kind} name="accountQuery" q={q ?? undefined} rows={rows} />
}

function Drafts({ drafts }: { drafts: Start['drafts'] }) {
  const t = useTranslations('filing')
  return (
    <section className="panel" aria-labelledby="drafts">
      <h2 id="drafts">{t('start.drafts')}</h2>
      <ul className="pick-list">
        {drafts.map((draft) => (
          <li key={draft.id}>
            <Link to={`/filings/${draft.id}/edit`}>
              {t('start.draftOf', { kind: t(`kinds.${draft.kind}`), account: draft.account ?? t('list.unnamed') })}
            </Link>{' '}
            <span className="hint small">
              {draft.unit}
              {draft.platform && ` · ${draft.platform}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
