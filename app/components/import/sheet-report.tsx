import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Count } from '~/components/ui/figures'
import { Page } from '~/components/ui/page'
import { CommitForm } from './commit-form'
import { NoteList } from './note-list'
import { ProblemTable } from './problem-table'
import { type ReportFigure, ReportFigures } from './report-figures'
import { type ReportPage, size } from './report-page'

interface Way {
  to: string
  text: string
}

interface SheetReportProps {
  /** Of the check. */
  title: string
  sheet: { fileHash: string; fileName: string }
  checked: ReportPage
  /** Where the page of problems begins. */
  after: number
  /** What an import answered; `done` where it wrote or found everything written. */
  written: ReportPage | undefined
  done: boolean
  /** What follows rows, accepted and rejected. */
  figures: ReportFigure[]
  /** Where the file was chosen, and where what was written is seen. */
  back: Way
  list: Way
  /** Said instead of the button where nothing is to be written. */
  idleText?: string | undefined
}

/** A check of a sheet with what can be done about it, or what became of its import. */
export function SheetReport({ title, sheet, checked, after, written, done, figures, back, list, idleText }: SheetReportProps) {
  const t = useTranslations('imports.report')
  const shown = written ?? checked
  return (
    <>
      <Link className="back" to={back.to}>
        ← {back.text}
      </Link>
      <Page
        title={done ? t('titleDone') : written ? t('titleNothing') : title}
        hint={done ? t('done', { file: sheet.fileName }) : `${sheet.fileName} · ${written ? t('nothing') : t('checkedOnly')}`}
      >
        <Figures label={title} counts={shown.counts} figures={figures} />
        {done ? (
          <Done problems={shown.problems} back={back} list={list} />
        ) : (
          <CommitForm
            problems={shown.problems}
            at={{ from: written ? 0 : after, total: shown.totals.problems, size }}
            accepted={shown.counts.accepted}
            rejected={shown.counts.rejected}
            idle={idleText !== undefined}
            fileHash={sheet.fileHash}
            unfiledRows={[]}
            chosen={[]}
            rejectedSheet={null}
            problem={undefined}
            carried={{ name: sheet.fileName }}
            again={back.to}
            idleText={idleText}
          />
        )}
        <NoteList notes={shown.notes} total={shown.totals.notes} />
      </Page>
    </>
  )
}

function Figures({ label, counts, figures }: { label: string; counts: ReportPage['counts']; figures: ReportFigure[] }) {
  const t = useTranslations('imports.report')
  const figure = (key: 'rows' | 'accepted' | 'rejected', bad = false) => ({ key, label: t(key), value: <Count value={counts[key]} />, bad })
  return <ReportFigures label={label} figures={[figure('rows'), figure('accepted'), figure('rejected', counts.rejected > 0), ...figures]} />
}

function Done({ problems, back, list }: Pick<ReportPage, 'problems'> & { back: Way; list: Way }) {
  const t = useTranslations('imports.report')
  return (
    <>
      <div className="form-actions">
        <Link className="button" to={list.to}>
          {list.text}
        </Link>
        <Link className="button quiet" to={back.to}>
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
