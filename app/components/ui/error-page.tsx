import { isRouteErrorResponse, Link, useRouteError } from '@remix-run/react'
import { useTranslations } from 'use-intl'

type Kind = 'notFound' | 'forbidden' | 'refused' | 'broken'

/** What happened, what to do, and the number under which the log knows it. */
export function ErrorNotice() {
  const t = useTranslations('error')
  const { kind, message, requestId } = explain(useRouteError())
  return (
    <>
      <h1>{t(`${kind}Title`)}</h1>
      <p>{message ?? t(kind)}</p>
      {requestId && <p className="hint">{t('requestId', { id: requestId })}</p>}
      <p>
        <Link className="button" to="/" reloadDocument>
          {t('home')}
        </Link>
      </p>
    </>
  )
}

/** The same as a page of its own, where no frame stands around it. */
export function ErrorPage() {
  return (
    <main id="main" className="card">
      <ErrorNotice />
    </main>
  )
}

function explain(error: unknown): { kind: Kind; message: string | null; requestId: string | null } {
  if (!isRouteErrorResponse(error)) return { kind: 'broken', message: null, requestId: null }
  return {
    kind: kindOf(error.status),
    message: textIn(error.data, 'message'),
    requestId: error.status >= 500 ? textIn(error.data, 'requestId') : null,
  }
}

function kindOf(status: number): Kind {
  if (status === 404) return 'notFound'
  if (status === 403) return 'forbidden'
  return status < 500 ? 'refused' : 'broken'
}

function textIn(data: unknown, key: 'message' | 'requestId'): string | null {
  if (typeof data !== 'object' || data === null || !(key in data)) return null
  const value: unknown = Reflect.get(data, key)
  return typeof value === 'string' ? value : null
}
