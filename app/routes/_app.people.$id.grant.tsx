import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { apiFor } from '~/api/caller.server'
import { requireRight } from '~/api/right.server'
import { submitWithUnits } from '~/api/unit-choice.server'
import { RoleChoice } from '~/components/people/role-choice'
import { UnitChoice } from '~/components/people/unit-choice'
import { FormError } from '~/components/ui/form'
import { Page } from '~/components/ui/page'
import { grantInput, placeChoice, placeOf } from '~/domain/member/inputs'
import accountStyles from '~/styles/account.css?url'
import stylesheet from '~/styles/people.css?url'

export const links: LinksFunction = () => [accountStyles, stylesheet].map((href) => ({ rel: 'stylesheet', href }))
export const meta: MetaFunction = () => [{ title: '授予角色 · 账本' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireRight(request, 'member.grant')
  const api = await apiFor(request)
  const { id, name, roles, unitId, unitName } = await api.member.get({ userId: params.id ?? '' })
  return { id, name, roles, unit: { id: unitId, name: unitName } }
}

const form = grantInput
  .omit({ unitId: true })
  .extend({ roles: grantInput.shape.roles.default([]), place: placeChoice, unitQuery: z.string().optional() })

export async function action({ request, params }: ActionFunctionArgs) {
  const api = await apiFor(request)
  const userId = params.id ?? ''
  const grant = ({ roles = [], place }: z.input<typeof form>) => api.member.grant({ userId, roles, unitId: placeOf(place) })
  return submitWithUnits(api, request, form, { userId }, grant, `/people/${userId}?done=grant`)
}

export default function GrantPage() {
  const t = useTranslations('act')
  const { id, name, roles, unit } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const problem = answer?.searched ? undefined : answer
  return (
    <Page title={t('grant.title', { name })} hint={t('grant.hint')}>
      <div className="panel narrow-panel">
        <FormError problem={problem} />
        <Form method="post">
          <RoleChoice held={roles} problem={answer} />
          <UnitChoice problem={answer} found={answer?.found ?? null} current={unit} />
          <div className="form-actions">
            <button className="button" type="submit">
              {t('grant.submit')}
            </button>
            <Link className="button quiet" to={`/people/${id}`}>
              {t('cancel')}
            </Link>
          </div>
        </Form>
      </div>
    </Page>
  )
}
