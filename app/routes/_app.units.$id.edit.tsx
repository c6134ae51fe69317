import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { apiFor } from '~/api/caller.server'
import { requireRight } from '~/api/right.server'
import { submitUnit, unitOptions } from '~/api/unit-options.server'
import { Page } from '~/components/ui/page'
import { UnitForm } from '~/components/unit/unit-form'
import { changeUnitInput } from '~/domain/unit/inputs'
import accountStyles from '~/styles/account.css?url'
import peopleStyles from '~/styles/people.css?url'
import stylesheet from '~/styles/units.css?url'

export const links: LinksFunction = () => [accountStyles, peopleStyles, stylesheet].map((href) => ({ rel: 'stylesheet', href }))
export const meta: MetaFunction = () => [{ title: '修改单位 · 账本' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireRight(request, 'unit.change')
  const api = await apiFor(request)
  const unit = await api.unit.get({ id: params.id ?? '' })
  const standing = [
    unit.parent && unit.parentId ? { id: unit.parentId, name: unit.parent.name } : null,
    unit.supervising && unit.supervisingUnitId ? { id: unit.supervisingUnitId, name: unit.supervising.name } : null,
  ]
  const options = await unitOptions(api, standing)
  return { unit, options: options.filter(({ id }) => id !== unit.id) }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const api = await apiFor(request)
  const id = params.id ?? ''
  return submitUnit(api, request, changeUnitInput, { id }, api.unit.change, `/units/${id}?done=changed`)
}

export default function EditUnitPage() {
  const t = useTranslations('unitForm')
  const { unit, options } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const found = (answer?.options ?? []).filter(({ id }) => id !== unit.id && !options.some((option) => option.id === id))
  return (
    <Page title={t('editTitle', { name: unit.name })} hint={t('hint')}>
      <UnitForm unit={unit} options={[...found, ...options]} answer={answer} mayStandAlone={unit.top} />
    </Page>
  )
}
