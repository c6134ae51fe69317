import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { apiFor } from '~/api/caller.server'
import { formOf, submit } from '~/api/form.server'
import { CommitForm } from '~/components/import/commit-form'
import { NoteList } from '~/components/import/note-list'
import { ProblemTable } from '~/components/import/problem-table'
import { ReportFigures } from '~/components/import/report-figures'
import { TakeBackForm } from '~/components/import/take-back-form'
import { UnitTable } from '~/components/import/unit-table'
import { Count } from '~/components/ui/figures'
import { Page } from '~/components/ui/page'
import { commitLedgerInput, takeBackImportInput } from '~/domain/account/inputs'
import type { LedgerNote, LedgerProblem, PlannedUnit } from '~/domain/account/ledger-report'
import accountStyles from '~/styles/account.css?url'
import overviewStyles from '~/styles/overview.css?url'
import stylesheet from '~/styles/work.css?url'

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: accountStyles },
  { rel: 'stylesheet', href: overviewStyles },
  { rel: 'stylesheet', href: stylesheet },
]
export const meta: MetaFunction = () => [{ title: '检查结果 · 账本' }]

const size = 100

export async function loader({ request, params }: LoaderFunctionArgs) {
  const api = await apiFor(request)
  const { searchParams } = new URL(request.url)
  const reportId = reportIdOf(params)
  const after = Math.max(0, Math.trunc(Number(searchParams.get('after'))) || 0)
  const [problems, units, notes, imports] = await Promise.all([
    api.ledger.report({ reportId, list: 'problems', after, limit: size }),
    api.ledger.report({ reportId, list: 'units', limit: 200 }),
    api.ledger.report({ reportId, list: 'notes', limit: 200 }),
    api.ledger.list({ limit: 100 }),
  ])
  const { summary } = problems
  return {
    summary,
    problems: problems.entries.filter((entry): entry is LedgerProblem => 'message' in entry),
    units: units.entries.filter((entry): entry is PlannedUnit => 'name' in entry),
    notes: notes.entries.filter((entry): entry is LedgerNote => 'message' in entry),
    after,
    chosen: searchParams
      .getAll('unfiledRows[]')
      .map(Number)
      .filter((row) => summary.unfiledRows.includes(row)),
    tried: searchParams.has('tried'),
    takenBack: imports.rows.some((row) => row.id === summary.importId && row.takenBackAt !== null),
  }
}

/** An id that is none is answered like one that does not exist. */
function reportIdOf(params: LoaderFunctionArgs['params']): string {
  const id = params.reportId ?? ''
  return /^[0-9a-f]{64}$/.test(id) ? id : '0'.repeat(64)
}

/** As the form sends it. */
const form = commitLedgerInput.extend({
  acceptValid: z.enum(['true', 'false']),
  unfiledRows: z.array(z.coerce.number<string>().int().positive()).default([]),
  unfiledAll: z.literal('true').optional(),
})

export async function action({ request, params }: ActionFunctionArgs) {
  const api = await apiFor(request)
  const reportId = reportIdOf(params)
  const { summary } = await api.ledger.report({ reportId, limit: 1 })
  const intent = (await formOf(request.clone())).get('intent')
  if (intent === 'takeBack') return submit(request, takeBackImportInput, {}, api.ledger.takeBack, `/import/${reportId}`)
  const commit = ({ acceptValid, unfiledAll, unfiledRows = [] }: z.input<typeof form>) =>
    api.ledger.commit({
      reportId,
      acceptValid: acceptValid === 'true',
      unfiledRows: unfiledAll ? summary.unfiledRows : unfiledRows.map(Number),
    })
  return submit(request, form, { reportId }, commit, (done) => `/import/${done.reportId}${done.importId ? '' : '?tried'}`)
}

type Report = ReturnType<typeof useLoaderData<typeof loader>>

export default function ReportPage() {
  const t = useTranslations('imports')
  const report = useLoaderData<typeof loader>()
  const { summary, notes, units, tried } = report
  const done = summary.importId !== null
  const title = done ? t('report.titleDone') : tried ? t('report.titleNothing') : t('report.title')
  return (
    <>
      <Link className="back" to="/import">
        ← {t('report.back')}
      </Link>
      <Page title={title} hint={<State report={report} />}>
        <Figures report={report} />
        {done ? <Done report={report} /> : <Check report={report} />}
        {units.length > 0 && (
          <>
            <h2>{done ? t('report.unitsDone') : t('report.units')}</h2>
            <UnitTable units={units} total={summary.units} />
          </>
        )}
        <NoteList notes={notes} total={summary.notes} />
      </Page>
    </>
  )
}

function State({ report: { summary, tried, takenBack } }: { report: Report }) {
  const t = useTranslations('imports')
  if (summary.importId === null) return <>{`${summary.fileName} · ${tried ? t('report.nothing') : t('report.checkedOnly')}`}</>
  if (takenBack) return <strong>{t('takeBack.done')}</strong>
  return (
    <>
      {t('report.done', { file: summary.fileName })} {summary.rejected > 0 && t('report.partly', { count: summary.rejected })}
    </>
  )
}

function Figures({ report: { summary } }: { report: Report }) {
  const t = useTranslations('imports.report')
  const { planned } = summary
  const figure = (key: Parameters<typeof t>[0], value: number, bad = false) => ({ key, label: t(key), value: <Count value={value} />, bad })
  const accounts =
    summary.importId === null
      ? [figure('create', planned.create), figure('update', planned.update), figure('unchanged', planned.unchanged)]
      : [figure('created', summary.created), figure('updated', summary.updated), figure('stays', summary.unchanged)]
  return (
    <ReportFigures
      label={t('title')}
      figures={[
        figure('rows', summary.rows),
        figure('accepted', summary.accepted),
        figure('rejected', summary.rejected, summary.rejected > 0),
        ...accounts,
        figure(summary.importId === null ? 'units' : 'unitsDone', summary.units),
      ]}
    />
  )
}

function Check({ report }: { report: Report }) {
  const problem = useActionData<typeof action>()
  const { summary, problems, after } = report
  return (
    <CommitForm
      key={summary.reportId}
      problems={problems}
      at={{ from: after, total: summary.problems, size }}
      accepted={summary.accepted}
      rejected={summary.rejected}
      idle={summary.planned.create + summary.planned.update === 0}
      fileHash={summary.fileHash}
      unfiledRows={summary.unfiledRows}
      chosen={report.chosen}
      rejectedSheet={summary.rejected > 0 ? `/import/${summary.reportId}/rejected` : null}
      problem={problem}
    />
  )
}

function Done({ report: { summary, problems, takenBack } }: { report: Report }) {
  const t = useTranslations('imports')
  const problem = useActionData<typeof action>()
  return (
    <>
      <div className="form-actions">
        <Link className="button" to="/accounts?sort=recent">
          {t('report.toList')}
        </Link>
        {summary.rejected > 0 && (
          <a className="button quiet" href={`/import/${summary.reportId}/rejected`} download>
            {t('report.rejectedSheet')}
          </a>
        )}
        <Link className="button quiet" to="/import">
          {t('report.again')}
        </Link>
      </div>
      {summary.importId !== null && !takenBack && (
        <details className="panel" open={problem ? true : undefined}>
          <summary>{t('takeBack.title')}</summary>
          <TakeBackForm importId={summary.importId} problem={problem} />
        </details>
      )}
      {problems.length > 0 && (
        <>
          <h2>{t('report.problems')}</h2>
          <ProblemTable problems={problems} />
        </>
      )}
    </>
  )
}
