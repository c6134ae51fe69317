import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { asked as askedFor } from '~/api/asked.server'
import { apiFor } from '~/api/caller.server'
import { refusalResponse } from '~/api/errors.server'
import { attempt } from '~/api/form.server'
import { patternOf } from '~/api/pattern-form.server'
import { PatternForm, patternKinds } from '~/components/collection/pattern-form'
import { PatternPlan } from '~/components/collection/pattern-plan'
import { FormError } from '~/components/ui/form'
import { Page } from '~/components/ui/page'
import accountStyles from '~/styles/account.css?url'
import stylesheet from '~/styles/collection.css?url'
import workStyles from '~/styles/work.css?url'

export const links: LinksFunction = () => [accountStyles, workStyles, stylesheet].map((href) => ({ rel: 'stylesheet', href }))
export const meta: MetaFunction = () => [{ title: '按地址格式批量添加 · 账本' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const api = await apiFor(request)
  const { kind, asked, input, problem } = patternOf(new URL(request.url).searchParams)
  const [platforms, kept] = await Promise.all([api.platform.list(), api.source.credentials({ kind, limit: 200 })])
  const plan = input ? await askedFor(() => api.source.previewPattern(input), asked) : { answer: null, problem }
  return { kind, asked, platforms, kept, plan: plan.answer, problem: plan.problem }
}

/** Adds what the address describes: what was previewed is what is made. */
export async function action({ request }: ActionFunctionArgs) {
  const api = await apiFor(request)
  const { kind, input } = patternOf(new URL(request.url).searchParams)
  if (!input) throw refusalResponse(422, {}, request)
  return attempt(
    () => api.source.addPattern(input),
    ({ ready }) => `/collection/sources?kind=${kind}&platform=${input.platform}&added=${ready}`,
    {},
  )
}

export default function PatternPage() {
  const t = useTranslations('collection')
  const word = useTranslations('word.sourceKind')
  const { kind, asked, platforms, kept, plan, problem } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  return (
    <>
      <Link className="back" to="/collection">
        ← {t('back')}
      </Link>
      <Page title={t('pattern.title')} hint={t('pattern.hint')}>
        <nav className="tabs" aria-label={t('pattern.kind')}>
          {patternKinds.map((one) => (
            <Link key={one} className="button quiet" to={`?kind=${one}`} aria-current={one === kind ? 'page' : undefined}>
              {word(one)}
            </Link>
          ))}
        </nav>
        <FormError problem={refused} />
        <PatternForm key={kind} {...{ kind, platforms, kept, problem, asked }} />
        {plan && <PatternPlan plan={plan} />}
      </Page>
    </>
  )
}
