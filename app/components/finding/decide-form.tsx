import { Form, useNavigation } from '@remix-run/react'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Field, FormError, type Refused } from '~/components/ui/form'
import { useHydrated } from '~/components/ui/hydrated'
import { FindingList, type FindingRow } from './finding-list'

/** The findings of a page with a tick each, and one decision over all that are ticked. What was ticked and typed survives a refusal. */
export function DecideForm({ rows, problem }: { rows: FindingRow[]; problem: Refused | undefined }) {
  const t = useTranslations('findings')
  const open = rows.filter((row) => row.state === 'PROPOSED').map((row) => row.id)
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set(listOf(problem?.values.findingIds)))
  const chosen = new Set(open.filter((id) => ticked.has(id)))
  const toggle = (id: string, on: boolean) => setTicked((ids) => new Set(on ? [...ids, id] : [...ids].filter((other) => other !== id)))
  const all = open.length > 0 && chosen.size === open.length
  return (
    <Form method="post">
      {open.length > 0 && (
        <p className="pick-all">
          <label className="inline-check">
            <input type="checkbox" checked={all} onChange={() => setTicked(new Set(all ? [] : open))} />
            {t('selectAll')}
          </label>
        </p>
      )}
      <FindingList rows={rows} picking={{ chosen, toggle }} />
      {open.length > 0 && <Decide count={chosen.size} problem={problem} />}
    </Form>
  )
}

function Decide({ count, problem }: { count: number; problem: Refused | undefined }) {
  const t = useTranslations('findings')
  const busy = useNavigation().state === 'submitting'
  const hydrated = useHydrated()
  const off = busy || (hydrated && count === 0)
  const button = (decision: 'confirm' | 'dismiss', text: ReactNode, look: string) => (
    <button className={look} type="submit" name="decision" value={decision} disabled={off}>
      {text}
    </button>
  )
  return (
    <section className="decide" aria-label={t('decide')}>
      <Field name="reason" label={t('reason')} hint={t('reasonHint')} problem={problem} maxLength={500} autoComplete="off" />
      <div className="form-actions">
        {button('confirm', hydrated ? t('confirmCount', { count }) : t('confirm'), 'button')}
        {button('dismiss', hydrated ? t('dismissCount', { count }) : t('dismiss'), 'button quiet')}
      </div>
    </section>
  )
}

/** Why a decision was refused, and how many of the ticked ones are gone from the list; stands also where the list is empty by now. */
export function DecideProblem({ rows, problem }: { rows: FindingRow[]; problem: Refused | undefined }) {
  const t = useTranslations('findings')
  if (!problem) return null
  const sent = listOf(problem.values.findingIds)
  const gone = sent.filter((id) => !rows.some((row) => row.id === id && row.state === 'PROPOSED')).length
  return (
    <>
      <FormError problem={withTicks(problem, t('chooseFirst'))} />
      {gone > 0 && <p role="status">{t('vanished', { chosen: sent.length, gone })}</p>}
    </>
  )
}

/** Nothing ticked has no field of its own to point to. */
function withTicks(problem: Refused, sentence: string): Refused {
  const { findingIds, ...fields } = problem.fields
  return findingIds === undefined ? problem : { ...problem, fields, message: sentence }
}

function listOf(value: string | string[] | undefined): string[] {
  return value === undefined ? [] : [value].flat()
}
