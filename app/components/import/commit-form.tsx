import { Form, Link, useNavigation } from '@remix-run/react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { FormError, type Refused } from '~/components/ui/form'
import type { LedgerProblem } from '~/domain/account/ledger-report'
import { ProblemTable } from './problem-table'
import { Working } from './working'

export interface CommitFormProps {
  problems: LedgerProblem[]
  /** Which entries of how many the table shows. */
  at: { from: number; total: number; size: number }
  accepted: number
  rejected: number
  /** Nothing differs from the registry. */
  idle: boolean
  fileHash: string
  /** Rows that can be recorded as 未备案, and those chosen on other pages. */
  unfiledRows: number[]
  chosen: number[]
  rejectedSheet: string | null
  problem: Refused | undefined
  /** Parts of the address that turning a page keeps. */
  carried?: Record<string, string>
  /** Where another file is chosen; the ledger's page by default. */
  again?: string
  /** What is said where nothing differs. */
  idleText?: string | undefined
}

/**
 * The problems of a check and what can be done about it. The whole is one form: turning a page sends it as GET, so that rows chosen as
 * 未备案 are kept, also without JavaScript.
 */
export function CommitForm(props: CommitFormProps) {
  const t = useTranslations('imports.report')
  const { state, formMethod } = useNavigation()
  const writing = state !== 'idle' && formMethod === 'POST'
  const possible = new Set(props.unfiledRows)
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set(props.chosen))
  const [all, setAll] = useState(false)
  const toggle = (row: number, on: boolean) =>
    setChosen((rows) => new Set(on ? [...rows, row] : [...rows].filter((other) => other !== row)))
  const shown = new Set(props.problems.map((problem) => problem.row))
  return (
    <Form method="post" id="commit" aria-busy={writing}>
      <FormError problem={props.problem} />
      {Object.entries(props.carried ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {props.problems.length > 0 && (
        <>
          <h2>{t('problems')}</h2>
          {possible.size > 0 && <p className="hint">{t('asUnfiledHint')}</p>}
          <ProblemTable problems={props.problems} unfiled={{ rows: possible, chosen, toggle }} />
          {[...chosen]
            .filter((row) => !shown.has(row))
            .map((row) => (
              <input key={row} type="hidden" name="unfiledRows[]" value={row} />
            ))}
          <Pages {...props.at} />
        </>
      )}
      {possible.size > 1 && (
        <label className="inline-check">
          <input type="checkbox" name="unfiledAll" value="true" checked={all} onChange={(event) => setAll(event.currentTarget.checked)} />
          {t('asUnfiledAll', { count: possible.size })}
        </label>
      )}
      <Buttons {...props} writing={writing} unfiled={all ? possible.size : chosen.size} />
      {writing && <Working fileHash={props.fileHash} />}
    </Form>
  )
}

function Pages({ from, total, size }: CommitFormProps['at']) {
  const t = useTranslations()
  if (total <= size) return null
  const turn = { type: 'submit', formMethod: 'get', name: 'after', className: 'button quiet' } as const
  return (
    <nav className="pager" aria-label={t('table.pages')}>
      <span className="hint">{t('imports.report.showing', { from: from + 1, to: Math.min(from + size, total), total })}</span>
      {from > 0 && (
        <button {...turn} value={Math.max(0, from - size)}>
          {t('table.newer')}
        </button>
      )}
      {from + size < total && (
        <button {...turn} value={from + size}>
          {t('table.older')}
        </button>
      )}
    </nav>
  )
}

function Buttons(props: CommitFormProps & { writing: boolean; unfiled: number }) {
  const t = useTranslations('imports.report')
  const { accepted, rejected, unfiled, writing, idle } = props
  const some = accepted + unfiled > 0
  return (
    <>
      {!some && rejected > 0 && <p>{t('noneValid')}</p>}
      {idle && unfiled === 0 && accepted > 0 && <p>{props.idleText ?? t('nothingToDo')}</p>}
      <div className="form-actions">
        {/* Without JavaScript the rows to record are chosen after this was drawn, so the button must stand. */}
        {(some || props.unfiledRows.length > 0) && !(idle && rejected === 0) && (
          <button className="button" type="submit" name="acceptValid" value={rejected > 0 ? 'true' : 'false'} disabled={writing}>
            {rejected === 0
              ? t('all', { count: accepted })
              : unfiled > 0
                ? t('validAnd', { count: accepted, unfiled })
                : t('valid', { count: accepted })}
          </button>
        )}
        {props.rejectedSheet && (
          <a className="button quiet" href={props.rejectedSheet} download>
            {t('rejectedSheet')}
          </a>
        )}
        <Link className="button quiet" to={props.again ?? '/import'}>
          {t('again')}
        </Link>
      </div>
    </>
  )
}
