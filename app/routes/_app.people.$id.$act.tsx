import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { type Api, apiFor } from '~/api/caller.server'
import { submit } from '~/api/form.server'
import { withLink } from '~/api/handover.server'
import { requireRight } from '~/api/right.server'
import { ActForm } from '~/components/people/act-form'
import { acts, type ConfirmedAct, confirmedActOf } from '~/components/people/acts'
import { Page } from '~/components/ui/page'
import { disablePersonInput, erasePersonInput, personInput } from '~/domain/member/inputs'
import accountStyles from '~/styles/account.css?url'
import stylesheet from '~/styles/people.css?url'

export const links: LinksFunction = () => [accountStyles, stylesheet].map((href) => ({ rel: 'stylesheet', href }))
export const meta: MetaFunction = () => [{ title: '人员 · 账本' }]

/** The page before an act: what will happen, and whether to go on. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const api = await apiFor(request)
  const act = actOf(params.act)
  await requireRight(request, acts[act])
  const { id, name } = await api.member.get({ userId: params.id ?? '' })
  return { act, id, name }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const api = await apiFor(request)
  return perform(actOf(params.act), api, request, params.id ?? '')
}

async function perform(act: ConfirmedAct, api: Api, request: Request, userId: string) {
  const back = `/people/${userId}?done=${act}`
  const id = { userId }
  switch (act) {
    case 'link':
      return makeLink(api, request, userId)
    case 'disable':
      return submit(request, disablePersonInput, id, api.member.disable, back)
    case 'enable':
      return submit(request, personInput, id, api.member.enable, back)
    case 'sessions':
      return submit(request, personInput, id, api.member.endSessions, back)
    case 'second-factor':
      return submit(request, personInput, id, api.member.resetSecondFactor, back)
    case 'erase':
      return submit(request, erasePersonInput, id, api.member.erase, back)
  }
}

async function makeLink(api: Api, request: Request, userId: string) {
  let made: Awaited<ReturnType<typeof api.member.issueLink>> | undefined
  const issue = async (input: { userId: string }) => {
    made = await api.member.issueLink(input)
  }
  return withLink(await submit(request, personInput, { userId }, issue, `/people/${userId}/handover`), made)
}

function actOf(name: string | undefined): ConfirmedAct {
  const act = confirmedActOf(name)
  if (!act) throw new Response(null, { status: 404 })
  return act
}

export default function ActPage() {
  const t = useTranslations('act')
  const { act, id, name } = useLoaderData<typeof loader>()
  const problem = useActionData<typeof action>()
  return (
    <Page title={t(`${act}.title`, { name })}>
      <ActForm act={act} userId={id} problem={problem} />
    </Page>
  )
}
