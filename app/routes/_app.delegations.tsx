import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { apiFor } from '~/api/caller.server'
import { submit } from '~/api/form.server'
import { DelegateForm } from '~/components/office/delegate-form'
import { DelegationTable } from '~/components/office/delegation-table'
import { Page } from '~/components/ui/page'
import { dayOf } from '~/domain/calendar/day'
import { delegateInput, filingIdInput } from '~/domain/filing/inputs'
import accountStyles from '~/styles/account.css?url'
import stylesheet from '~/styles/office.css?url'
import workStyles from '~/styles/work.css?url'

export const links: LinksFunction = () => [accountStyles, workStyles, stylesheet].map((href) => ({ rel: 'stylesheet', href }))
export const meta: MetaFunction = () => [{ title: '请人代办 · 账本' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const api = await apiFor(request)
  return { ...(await api.filing.delegations()), today: dayOf(new Date()) }
}

export async function action({ request }: ActionFunctionArgs) {
  const api = await apiFor(request)
  const intent = (
    await request
      .clone()
      .formData()
      .catch(() => null)
  )?.get('intent')
  if (intent === 'end') return submit(request, filingIdInput, {}, api.filing.endDelegation, '/delegations')
  return submit(request, delegateInput, {}, api.filing.delegate, '/delegations')
}

export default function DelegationsPage() {
  const t = useTranslations('delegations')
  const { own, below, colleagues, today } = useLoaderData<typeof loader>()
  const problem = useActionData<typeof action>()
  return (
    <>
      <Link className="back" to="/filings">
        ← {t('back')}
      </Link>
      <Page title={t('title')} hint={t('hint')}>
        <div className="office">
          <DelegationTable caption={t('own')} rows={own} mayEnd />
          <DelegateForm colleagues={colleagues} today={today} problem={problem} />
          {below.length > 0 && (
            <>
              <h2>{t('below')}</h2>
              <DelegationTable caption={t('below')} rows={below} mayEnd={false} />
            </>
          )}
        </div>
      </Page>
    </>
  )
}
