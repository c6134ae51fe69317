import { type ActionFunctionArgs, data, type LinksFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { apiFor } from '~/api/caller.server'
import { refusalResponse } from '~/api/errors.server'
import { formOf } from '~/api/form.server'
import { CommitForm } from '~/components/import/commit-form'
import { NoteList } from '~/components/import/note-list'
import { ProblemTable } from '~/components/import/problem-table'
import { ReportFigures } from '~/components/import/report-figures'
import { Count } from '~/components/ui/figures'
import { Page } from '~/components/ui/page'
import type { LedgerReport } from '~/domain/account/ledger-report'
import { sheetInput } from '~/domain/activity/inputs'
import accountStyles from '~/styles/account.css?url'
import overviewStyles from '~/styles/overview.css?url'
import stylesheet from '~/styles/work.css?url'

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: accountStyles },
  { rel: 'stylesheet', href: overviewStyles },
  { rel: 'stylesheet', href: stylesheet },
]
export const meta: MetaFunction = () => [{ title: '发文情况表 · 账本' }]

const size = 100

/** The sheet is checked anew each time: a check writes nothing, and its answer is never older than the page. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const api = await apiFor(request)
  const after = Math.max(0, Math.trunc(Number(new URL(request.url).searchParams.get('after'))) || 0)
  const sheet = sheetOf(request, params)
  return { ...page(await api.activity.checkSheet(sheet), after), sheet, after }
}

function sheetOf(request: Request, params: LoaderFunctionArgs['params']) {
  const sheet = sheetInput.safeParse({
    fileHash: params.fileHash,
    fileName: new URL(request.url).searchParams.get('name') || '发文情况表.xlsx',
  })
  if (!sheet.success) throw refusalResponse(404, {}, request)
  return sheet.data
}

/** A page of a report's problems, and the first of its notes. */
function page({ problems, notes, units: _none, ...counts }: LedgerReport, after: number) {
  return {
    counts,
    problems: problems.slice(after, after + size),
    notes: notes.slice(0, 200),
    totals: { problems: problems.length, notes: notes.length },
  }
}

/** The result is shown in the answer itself; sending it again writes nothing twice. */
export async function action({ request, params }: ActionFunctionArgs) {
  const api = await apiFor(request)
  const acceptValid = (await formOf(request)).get('acceptValid') === 'true'
  const report = await api.activity.commitSheet({ ...sheetOf(request, params), acceptValid })
  return data(page(report, 0))
}

type Shown = Omit<ReturnType<typeof useLoaderData<typeof loader>>, 'sheet' | 'after'>

export default function ActivityReportPage() {
  const t = useTranslations('imports.report')
  const checked = useLoaderData<typeof loader>()
  const written = useActionData<typeof action>()
  const done = written !== undefined && written.counts.updated + written.counts.unchanged > 0
  const shown = written ?? checked
  const { counts } = shown
  const { sheet, after } = checked
  return (
    <>
      <Link className="back" to="/import">
        ← {t('back')}
      </Link>
      <Page
        title={done ? t('titleDone') : written ? t('titleNothing') : t('titleActivity')}
        hint={done ? t('done', { file: sheet.fileName }) : `${sheet.fileName} · ${written ? t('nothing') : t('checkedOnly')}`}
      >
        <Figures shown={shown} done={done} />
        {done ? (
          <Done shown={shown} />
        ) : (
          <CommitForm
            problems={shown.problems}
            at={{ from: written ? 0 : after, total: shown.totals.problems, size }}
            accepted={counts.accepted}
            rejected={counts.rejected}
            idle={false}
            fileHash={sheet.fileHash}
            unfiledRows={[]}
            chosen={[]}
            rejectedSheet={null}
            problem={undefined}
            carried={{ name: sheet.fileName }}
          />
        )}
        <NoteList notes={shown.notes} total={shown.totals.notes} />
      </Page>
    </>
  )
}

function Figures({ shown: { counts }, done }: { shown: Shown; done: boolean }) {
  const t = useTranslations('imports.report')
  const figure = (key: Parameters<typeof t>[0], value: number, bad = false) => ({ key, label: t(key), value: <Count value={value} />, bad })
  return (
    <ReportFigures
      label={t('titleActivity')}
      figures={[
        figure('rows', counts.rows),
        figure('accepted', counts.accepted),
        figure('rejected', counts.rejected, counts.rejected > 0),
        ...(done ? [figure('updated', counts.updated), figure('stays', counts.unchanged)] : []),
      ]}
    />
  )
}

function Done({ shown: { problems } }: { shown: Shown }) {
  const t = useTranslations('imports.report')
  return (
    <>
      <div className="form-actions">
        <Link className="button" to="/accounts">
          {t('toList')}
        </Link>
        <Link className="button quiet" to="/import">
          {t('again')}
        </Link>
      </div>
      {problems.length > 0 && (
        <>
          <h2>{t('problems')}</h2>
          <ProblemTable problems={problems} />
        </>
      )}
    </>
  )
}
