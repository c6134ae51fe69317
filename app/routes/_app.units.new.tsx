import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { apiFor } from '~/api/caller.server'
import { requireRight } from '~/api/right.server'
import { submitUnit, unitOptions } from '~/api/unit-options.server'
import { Page } from '~/components/ui/page'
import { UnitForm } from '~/components/unit/unit-form'
import { createUnitInput } from '~/domain/unit/inputs'
import accountStyles from '~/styles/account.css?url'
import peopleStyles from '~/styles/people.css?url'
import stylesheet from '~/styles/units.css?url'

export const links: LinksFunction = () => [accountStyles, peopleStyles, stylesheet].map((href) => ({ rel: 'stylesheet', href }))
export const meta: MetaFunction = () => [{ title: '登记单位 · 账本' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const { actor } = await requireRight(request, 'unit.create')
  const api = await apiFor(request)
  return { options: await unitOptions(api, []), mayStandAlone: actor.unitId === null }
}

export async function action({ request }: ActionFunctionArgs) {
  const api = await apiFor(request)
  return submitUnit(api, request, createUnitInput, {}, api.unit.create, ({ id }) => `/units/${id}?done=created`)
}

export default function NewUnitPage() {
  const t = useTranslations('unitForm')
  const { options, mayStandAlone } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const found = (answer?.options ?? []).filter(({ id }) => !options.some((option) => option.id === id))
  return (
    <Page title={t('newTitle')} hint={t('hint')}>
      <UnitForm options={[...found, ...options]} answer={answer} mayStandAlone={mayStandAlone} />
    </Page>
  )
}
