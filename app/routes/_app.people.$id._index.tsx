import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { apiFor, requirePerson } from '~/api/caller.server'
import { submit } from '~/api/form.server'
import { ActLinks } from '~/components/people/act-links'
import { actNames, acts, makesSense } from '~/components/people/acts'
import { PersonFacts } from '~/components/people/person-facts'
import { PersonSessions } from '~/components/people/person-sessions'
import { PersonStateMark } from '~/components/people/person-state'
import { FormError } from '~/components/ui/form'
import { Page } from '~/components/ui/page'
import { may } from '~/domain/member/access'
import { endSessionsInput } from '~/domain/member/inputs'
import accountStyles from '~/styles/account.css?url'
import stylesheet from '~/styles/people.css?url'
import workStyles from '~/styles/work.css?url'

export const links: LinksFunction = () => [accountStyles, workStyles, stylesheet].map((href) => ({ rel: 'stylesheet', href }))
export const meta: MetaFunction = () => [{ title: '人员 · 账本' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { actor } = await requirePerson(request)
  const api = await apiFor(request)
  const person = await api.member.get({ userId: params.id ?? '' })
  const oneself = person.id === actor.id
  return {
    person,
    oneself,
    may: oneself ? [] : actNames.filter((act) => may(actor.roles, acts[act]) && makesSense(act, person)),
    mayExport: may(actor.roles, 'member.export') && person.state !== 'erased',
  }
}

/** One session of the list. */
export async function action({ request, params }: ActionFunctionArgs) {
  const api = await apiFor(request)
  const userId = params.id ?? ''
  return submit(request, endSessionsInput, { userId }, api.member.endSessions, `/people/${userId}?done=sessions`)
}

export default function PersonPage() {
  const t = useTranslations('person')
  const { person, oneself, may, mayExport } = useLoaderData<typeof loader>()
  const problem = useActionData<typeof action>()
  return (
    <>
      <p className="back">
        <Link to="/people">{t('back')}</Link>
      </p>
      <Page title={person.name} actions={<PersonStateMark state={person.state} />}>
        <Done />
        <FormError problem={problem} />
        {oneself && <p className="panel notice-line">{t('oneself')}</p>}
        <PersonFacts person={person} />
        {(may.length > 0 || mayExport) && <ActLinks userId={person.id} may={may} mayExport={mayExport} />}
        {person.sessions && person.state !== 'erased' && <PersonSessions sessions={person.sessions} />}
      </Page>
    </>
  )
}

/** What was just done, told once in the address. */
function Done() {
  const t = useTranslations('person.done')
  const [search] = useSearchParams()
  const done = (['grant', 'disable', 'enable', 'sessions', 'second-factor', 'erase'] as const).find((act) => act === search.get('done'))
  return (
    done && (
      <div className="done" role="status">
        <p>{t(done)}</p>
      </div>
    )
  )
}
