import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { apiFor, requirePerson } from '~/api/caller.server'
import { attempt, formOf, formValues } from '~/api/form.server'
import { ConfirmationTable } from '~/components/confirmation/confirmation-table'
import { DueLine } from '~/components/confirmation/due-line'
import { EmptyState } from '~/components/ui/empty-state'
import { FormError } from '~/components/ui/form'
import { Page } from '~/components/ui/page'
import { may } from '~/domain/member/access'
import accountStyles from '~/styles/account.css?url'
import peopleStyles from '~/styles/people.css?url'
import stylesheet from '~/styles/units.css?url'
import workStyles from '~/styles/work.css?url'

export const links: LinksFunction = () => [accountStyles, workStyles, peopleStyles, stylesheet].map((href) => ({ rel: 'stylesheet', href }))
export const meta: MetaFunction = () => [{ title: '年度确认 · 账本' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { actor } = await requirePerson(request)
  const api = await apiFor(request)
  return { view: await api.confirmation.get({ unitId: params.id ?? '' }), maySeeAll: may(actor.roles, 'confirmation.units') }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const api = await apiFor(request)
  const unitId = params.id ?? ''
  const form = await formOf(request)
  const values = formValues(form)
  const accountId = typeof values.accountId === 'string' ? values.accountId : ''
  const intent = form.get('intent')
  if (intent === 'changed') {
    return attempt(() => api.confirmation.markChanged({ accountId }), `/filings/new?kind=change&account=${accountId}`, values)
  }
  const confirm = () => api.confirmation.confirm({ unitId, ...(intent === 'one' && { accountIds: [accountId] }) })
  return attempt(confirm, `/confirmation/${unitId}?done=all`, values)
}

export default function ConfirmationPage() {
  const t = useTranslations('confirmation')
  const { view, maySeeAll } = useLoaderData<typeof loader>()
  const problem = useActionData<typeof action>()
  const [search] = useSearchParams()
  const { campaign, missing, overdue, rows, unit, nextOn } = view
  const back = maySeeAll && (
    <p className="back">
      <Link to="/confirmation">{t('back')}</Link>
    </p>
  )
  if (!campaign) {
    return (
      <>
        {back}
        <Page title={t('title')} hint={unit.name}>
          <EmptyState title={t('notYet')}>{nextOn && t('nextOn', { day: nextOn })}</EmptyState>
        </Page>
      </>
    )
  }
  return (
    <>
      {back}
      <Page title={t('unitTitle', { year: String(campaign.year) })} hint={`${unit.name} · ${t('hint')}`}>
        <FormError problem={problem} />
        {search.get('done') === 'all' && (
          <div className="done" role="status">
            <p>{t('done.all')}</p>
          </div>
        )}
        <DueLine campaign={campaign} overdue={overdue} missing={missing} />
        {missing > 0 ? <All missing={missing} /> : rows.length > 0 && <p>{t('complete')}</p>}
        <ConfirmationTable rows={rows} />
      </Page>
    </>
  )
}

function All({ missing }: { missing: number }) {
  const t = useTranslations('confirmation')
  return (
    <Form method="post" className="form-actions">
      <button className="button" type="submit" name="intent" value="all">
        {t('all')}
      </button>
      <span className="hint">{t('allHint', { count: String(missing) })}</span>
    </Form>
  )
}
