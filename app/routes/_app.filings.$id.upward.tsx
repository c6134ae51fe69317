import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { apiFor } from '~/api/caller.server'
import { filingIdOf } from '~/api/filing-id.server'
import { submit } from '~/api/form.server'
import { Field, FormError } from '~/components/ui/form'
import { Page } from '~/components/ui/page'
import { dayOf } from '~/domain/calendar/day'
import { recordUpwardInput } from '~/domain/filing/inputs'
import { isAppPlatform } from '~/domain/filing/upward'
import accountStyles from '~/styles/account.css?url'
import stylesheet from '~/styles/office.css?url'

export const links: LinksFunction = () => [accountStyles, stylesheet].map((href) => ({ rel: 'stylesheet', href }))
export const meta: MetaFunction = () => [{ title: '录入上级系统编号 · 账本' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const api = await apiFor(request)
  const { id, unit, account, platform } = await api.filing.get({ id: filingIdOf(params) })
  return { id, name: account?.name ?? '', unit: unit.name, app: isAppPlatform(platform?.code ?? null), today: dayOf(new Date()) }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const api = await apiFor(request)
  const filingId = filingIdOf(params)
  return submit(request, recordUpwardInput, { filingId }, api.filing.recordUpward, `/filings/${filingId}`)
}

export default function UpwardPage() {
  const t = useTranslations('upward')
  const { id, name, unit, app, today } = useLoaderData<typeof loader>()
  const problem = useActionData<typeof action>()
  return (
    <>
      <Link className="back" to={`/filings/${id}`}>
        ← {t('back')}
      </Link>
      <Page title={t('title')} hint={`${unit} · ${name}。${t('hint')}`}>
        <FormError problem={problem} />
        <div className="office">
          <Form method="post" className="panel">
            <div className="fields">
              <Field name="provincialNo" label={t('provincialNo')} problem={problem} maxLength={100} />
              <Field name="provincialOn" label={t('provincialOn')} problem={problem} type="date" max={today} />
              <Field name="nationalNo" label={t('nationalNo')} problem={problem} maxLength={100} />
              <Field name="nationalOn" label={t('nationalOn')} problem={problem} type="date" max={today} />
              {app && <Field name="appFilingNo" label={t('appFilingNo')} hint={t('appHint')} problem={problem} maxLength={100} />}
            </div>
            <button className="button" type="submit">
              {t('submit')}
            </button>
          </Form>
        </div>
      </Page>
    </>
  )
}
