import type { LinksFunction, LoaderFunctionArgs } from '@remix-run/node'
import { Outlet, useLoaderData, useRouteLoaderData } from '@remix-run/react'
import { requirePerson } from '~/api/caller.server'
import { passwordRules } from '~/api/sign-in.server'
import { ErrorNotice, ErrorPage } from '~/components/ui/error-page'
import { Frame } from '~/components/ui/frame'
import { Kit, kitStylesheet } from '~/components/ui/kit'
import { daysOfNotice } from '~/domain/member/password-policy'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: kitStylesheet }]

/** The frame of the signed-in screens. Each screen's own loader asks for the person again: loaders run side by side. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { actor, unitName, passwordEnd } = await requirePerson(request)
  return {
    name: actor.name,
    roles: actor.roles,
    unitName,
    demo: actor.demo,
    passwordDays: daysOfNotice(passwordEnd, passwordRules(), new Date()),
  }
}

export default function SignedIn() {
  const person = useLoaderData<typeof loader>()
  return (
    <Kit>
      <Frame person={person}>
        <Outlet />
      </Frame>
    </Kit>
  )
}

/** A screen that failed keeps its frame, so that the way on is at hand. */
export function ErrorBoundary() {
  const person = useRouteLoaderData<typeof loader>('routes/_app')
  if (!person) return <ErrorPage />
  return (
    <Kit>
      <Frame person={person}>
        <ErrorNotice />
      </Frame>
    </Kit>
  )
}
