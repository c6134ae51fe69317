import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { chosenLanguage } from '~/api/language.server'
import { ErrorPage } from '~/components/ui/error-page'
import { useNonce } from '~/components/ui/nonce'
import stylesheet from '~/styles/app.css?url'
import { languageFor } from '~/texts/language'
import { Texts } from '~/texts/texts'

export const links: LinksFunction = () => [
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
  { rel: 'stylesheet', href: stylesheet },
]

export const meta: MetaFunction = () => [{ title: '账本 · 政务新媒体备案与监测' }]

export function loader({ request }: LoaderFunctionArgs) {
  return { language: languageFor(chosenLanguage(request)) }
}

/** The document of every page, of the error pages too. */
export function Layout({ children }: { children: ReactNode }) {
  const nonce = useNonce()
  const language = useRouteLoaderData<typeof loader>('root')?.language ?? 'zh-CN'
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        <Links />
      </head>
      <body>
        <Texts language={language}>{children}</Texts>
        {/* Else zod tries, wherever a schema is made, whether the page lets it compile code; the content policy does not. */}
        <script nonce={nonce}>{'globalThis.__zod_globalConfig={jitless:true}'}</script>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  )
}

export default function Root() {
  return <Outlet />
}

export function ErrorBoundary() {
  return <ErrorPage />
}
