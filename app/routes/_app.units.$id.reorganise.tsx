import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { asked } from '~/api/asked.server'
import { apiFor } from '~/api/caller.server'
import { fieldsOf } from '~/api/errors.server'
import { attempt, type FormProblem, type FormValues, formOf, formValues, problem } from '~/api/form.server'
import { requireRight } from '~/api/right.server'
import { neighbourOptions } from '~/api/unit-options.server'
import { Page } from '~/components/ui/page'
import { ReorganiseForm } from '~/components/unit/reorganise-form'
import { ReorganisePreview } from '~/components/unit/reorganise-preview'
import { kindOf, planOf, valuesOf } from '~/components/unit/reorganise-query'
import { reorganisationInput } from '~/domain/unit/inputs'
import accountStyles from '~/styles/account.css?url'
import peopleStyles from '~/styles/people.css?url'
import stylesheet from '~/styles/units.css?url'

export const links: LinksFunction = () => [accountStyles, peopleStyles, stylesheet].map((href) => ({ rel: 'stylesheet', href }))
export const meta: MetaFunction = () => [{ title: '机构改革 · 账本' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireRight(request, 'unit.reorganise')
  const api = await apiFor(request)
  const id = params.id ?? ''
  const { searchParams } = new URL(request.url)
  const unit = await api.unit.get({ id })
  const kind = kindOf(searchParams.get('kind')) ?? 'merge'
  const values: FormValues = { ...valuesOf(searchParams), kind }
  const options = await neighbourOptions(api, unit, searchParams.get('unitQuery')?.trim().slice(0, 100) ?? '')
  const shown = { unit: { id, name: unit.name }, kind, options, values }
  const said: FormProblem = { message: null, reason: null, fields: {}, values }
  if (!searchParams.has('effectiveOn') || searchParams.get('intent') === 'find') return { ...shown, preview: null, refused: null }
  const parsed = reorganisationInput.safeParse(planOf(values, id), { error: missing })
  if (!parsed.success) return { ...shown, preview: null, refused: { ...said, fields: fieldsOf(parsed.error) } }
  const { answer: preview, problem: refused = null } = await asked(() => api.unit.previewReorganisation(parsed.data), values)
  return { ...shown, preview, refused }
}

const missing = (issue: { input?: unknown }) => (issue.input === undefined ? '请填写这一项。' : undefined)

export async function action({ request, params }: ActionFunctionArgs) {
  const api = await apiFor(request)
  const id = params.id ?? ''
  const values = formValues(await formOf(request))
  const parsed = reorganisationInput.safeParse(planOf(values, id), { error: missing })
  if (!parsed.success) return problem(422, { fields: fieldsOf(parsed.error), values })
  const to = ({ state }: { state: string }) => `/units/${id}?done=${state === 'planned' ? 'planned' : 'reorganised'}`
  return attempt(() => api.unit.reorganise(parsed.data), to, values)
}

export default function ReorganisePage() {
  const t = useTranslations('reorganise')
  const { unit, kind, options, values, preview, refused } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const wrong = answer ?? refused
  const typed = wrong ?? { message: null, fields: {}, values }
  return (
    <>
      <p className="back">
        <Link to={`/units/${unit.id}`}>{unit.name}</Link>
      </p>
      <Page title={t('title', { name: unit.name })} hint={t('hint')}>
        <ReorganiseForm
          {...{ unit, kind, options, typed }}
          refused={wrong !== null}
          ready={preview ? (preview.later ? 'plan' : 'commit') : null}
        >
          {preview && <ReorganisePreview preview={preview} options={options} typed={typed} />}
        </ReorganiseForm>
      </Page>
    </>
  )
}
