import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { apiFor, requirePerson } from '~/api/caller.server'
import { submit } from '~/api/form.server'
import { FormError } from '~/components/ui/form'
import { Page } from '~/components/ui/page'
import { ReorganisationTable } from '~/components/unit/reorganisation-table'
import { UnitAccounts } from '~/components/unit/unit-accounts'
import { UnitFacts } from '~/components/unit/unit-facts'
import { isDay } from '~/domain/calendar/day'
import { may } from '~/domain/member/access'
import { unitIdInput } from '~/domain/unit/inputs'
import accountStyles from '~/styles/account.css?url'
import peopleStyles from '~/styles/people.css?url'
import stylesheet from '~/styles/units.css?url'
import workStyles from '~/styles/work.css?url'

export const links: LinksFunction = () => [accountStyles, workStyles, peopleStyles, stylesheet].map((href) => ({ rel: 'stylesheet', href }))
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.unit.name ?? '单位'} · 账本` }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { actor } = await requirePerson(request)
  const api = await apiFor(request)
  const on = new URL(request.url).searchParams.get('on') ?? ''
  const unit = await api.unit.get({ id: params.id ?? '', ...(isDay(on) && { on }) })
  return { unit, mayChange: may(actor.roles, 'unit.change') && !unit.own && unit.validTo === null }
}

/** Calls a plan off. */
export async function action({ request, params }: ActionFunctionArgs) {
  const api = await apiFor(request)
  return submit(request, unitIdInput, {}, api.unit.callOffReorganisation, `/units/${params.id}?done=calledOff`)
}

export default function UnitPage() {
  const t = useTranslations('unit')
  const { unit, mayChange } = useLoaderData<typeof loader>()
  const problem = useActionData<typeof action>()
  return (
    <>
      <p className="back">
        <Link to="/units">{t('back')}</Link>
      </p>
      <Page title={unit.name} actions={mayChange && <Actions id={unit.id} />}>
        <Done />
        <FormError problem={problem} />
        {unit.validTo && <p className="notice-line">{t('ended', { day: unit.validTo })}</p>}
        {unit.own && <p className="notice-line">{t('own')}</p>}
        {!unit.nameComplete && <p className="notice-line">{t('incomplete')}</p>}
        <UnitFacts unit={unit} />
        <UnitAccounts accounts={unit.accounts} on={unit.on} />
        <ReorganisationTable rows={unit.reorganisations} mayCallOff={mayChange} />
      </Page>
    </>
  )
}

function Actions({ id }: { id: string }) {
  const t = useTranslations('unit')
  return (
    <>
      <Link className="button quiet" to={`/units/${id}/edit`}>
        {t('edit')}
      </Link>
      <Link className="button" to={`/units/${id}/reorganise`}>
        {t('reorganise')}
      </Link>
    </>
  )
}

/** What was just done, told once in the address. */
function Done() {
  const t = useTranslations('unit.done')
  const [search] = useSearchParams()
  const done = (['created', 'changed', 'reorganised', 'planned', 'calledOff'] as const).find((act) => act === search.get('done'))
  return (
    done && (
      <div className="done" role="status">
        <p>{t(done)}</p>
      </div>
    )
  )
}
