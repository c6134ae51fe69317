import { type ActionFunctionArgs, data, type LinksFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { apiFor } from '~/api/caller.server'
import { formOf } from '~/api/form.server'
import { sheetAt } from '~/api/sheet-address.server'
import { reportPage } from '~/components/import/report-page'
import { SheetReport } from '~/components/import/sheet-report'
import { Count } from '~/components/ui/figures'
import accountStyles from '~/styles/account.css?url'
import overviewStyles from '~/styles/overview.css?url'
import stylesheet from '~/styles/work.css?url'

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: accountStyles },
  { rel: 'stylesheet', href: overviewStyles },
  { rel: 'stylesheet', href: stylesheet },
]
export const meta: MetaFunction = () => [{ title: '发文情况表 · 账本' }]

const unnamed = '发文情况表.xlsx'

/** The sheet is checked anew each time: a check writes nothing, and its answer is never older than the page. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const api = await apiFor(request)
  const { sheet, after } = sheetAt(request, params, unnamed)
  return { checked: reportPage(await api.activity.checkSheet(sheet), after), sheet, after }
}

/** The result is shown in the answer itself; sending it again writes nothing twice. */
export async function action({ request, params }: ActionFunctionArgs) {
  const api = await apiFor(request)
  const acceptValid = (await formOf(request)).get('acceptValid') === 'true'
  const report = await api.activity.commitSheet({ ...sheetAt(request, params, unnamed).sheet, acceptValid })
  return data(reportPage(report, 0))
}

export default function ActivityReportPage() {
  const t = useTranslations('imports.report')
  const { checked, sheet, after } = useLoaderData<typeof loader>()
  const written = useActionData<typeof action>()
  const { updated, unchanged } = (written ?? checked).counts
  const done = written !== undefined && updated + unchanged > 0
  const figures = [
    { key: 'updated', label: t('updated'), value: <Count value={updated} /> },
    { key: 'stays', label: t('stays'), value: <Count value={unchanged} /> },
  ]
  return (
    <SheetReport
      {...{ sheet, checked, after, written, done }}
      title={t('titleActivity')}
      figures={done ? figures : []}
      back={{ to: '/import', text: t('back') }}
      list={{ to: '/accounts', text: t('toList') }}
    />
  )
}
