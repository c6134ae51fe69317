import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { apiFor } from '~/api/caller.server'
import { withLink } from '~/api/handover.server'
import { requireRight } from '~/api/right.server'
import { submitWithUnits } from '~/api/unit-choice.server'
import { UnitChoice } from '~/components/people/unit-choice'
import { Field, FormError } from '~/components/ui/form'
import { Page } from '~/components/ui/page'
import { createPersonInput, placeChoice, placeOf } from '~/domain/member/inputs'
import accountStyles from '~/styles/account.css?url'
import stylesheet from '~/styles/people.css?url'

export const links: LinksFunction = () => [accountStyles, stylesheet].map((href) => ({ rel: 'stylesheet', href }))
export const meta: MetaFunction = () => [{ title: '登记人员 · 账本' }]

export async function loader({ request }: LoaderFunctionArgs) {
  await requireRight(request, 'member.create')
  return null
}

const form = createPersonInput.omit({ unitId: true }).extend({ place: placeChoice, unitQuery: z.string().optional() })

export async function action({ request }: ActionFunctionArgs) {
  const api = await apiFor(request)
  let made: Awaited<ReturnType<typeof api.member.create>> | undefined
  const create = async ({ name, place }: z.input<typeof form>) => {
    made = await api.member.create({ name, unitId: placeOf(place) })
    return made
  }
  const answer = await submitWithUnits(api, request, form, {}, create, ({ userId }) => `/people/${userId}/handover`)
  return withLink(answer, made)
}

export default function NewPersonPage() {
  const t = useTranslations('newPerson')
  const answer = useActionData<typeof action>()
  const problem = answer?.searched ? undefined : answer
  return (
    <Page title={t('title')} hint={t('hint')}>
      <div className="panel narrow-panel">
        <FormError problem={problem} />
        <Form method="post">
          <Field name="name" label={t('name')} problem={answer} required maxLength={50} autoComplete="off" />
          <UnitChoice problem={answer} found={answer?.found ?? null} />
          <div className="form-actions">
            <button className="button" type="submit">
              {t('submit')}
            </button>
            <Link className="button quiet" to="/people">
              {t('cancel')}
            </Link>
          </div>
        </Form>
      </div>
    </Page>
  )
}
