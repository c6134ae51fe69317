import { data } from '@remix-run/node'
import { checkForm } from '~/domain/filing/completeness'
import type { FilingKind } from '~/domain/filing/filing'
import { decidedFields, reportedFields, requestFields } from '~/domain/filing/requests'
import type { Api } from './caller.server'
import { attempt, type FormProblem, type FormValues, formOf, formValues } from './form.server'

type Filing = Awaited<ReturnType<Api['filing']['get']>>
type Fields = Parameters<Api['filing']['saveDraft']>[0]['fields']

/** What a form about a filing gives back: what was typed, what is wrong, and what its search found. */
export interface FilingFormAnswer extends FormProblem {
  found: { id: string; name: string; note: string | null }[] | null
}

/**
 * The form of a filing, sent: whatever button was pressed, what was typed is kept first. `find` looks for a unit or an account, `next` leads
 * on when nothing is missing, everything else comes back to the form.
 */
export async function answerFilingForm(api: Api, request: Request, filing: Filing) {
  const form = await formOf(request)
  const intent = form.get('intent')
  const values = formValues(form)
  const here = `/filings/${filing.id}/edit`
  if (intent === 'find') return find(api, filing, values)
  const kept = await attempt(() => keepDraft(api, filing, values), intent === 'check' ? `${here}?saved#check` : `${here}?saved`, values)
  if (intent !== 'next' || !(kept instanceof Response)) return kept
  const problems = await problemsOf(api, filing, values)
  return problems ? answer(422, { fields: problems, values }) : attempt(async () => null, `/filings/${filing.id}`, values)
}

/** Keeps what was typed, as a draft; of a change only what differs from the record. */
export async function keepDraft(api: Api, { id, kind, account }: Pick<Filing, 'id' | 'kind' | 'account'>, values: FormValues) {
  const { platformCode } = values
  const fields = await fieldsOf(api, kind, account?.id, values)
  return api.filing.saveDraft({ id, kind, fields, ...(typeof platformCode === 'string' && platformCode && { platformCode }) })
}

async function fieldsOf(api: Api, kind: FilingKind, accountId: string | undefined, values: FormValues): Promise<Fields> {
  const typed = Object.fromEntries(requestFields.flatMap((field) => (values[field] === undefined ? [] : [[field, values[field]]])))
  if (kind !== 'change' || !accountId) return typed
  const { record } = await api.filing.record({ id: accountId })
  const same = (field: keyof typeof record) => key(values[field]) === key(record[field]) || key(values[field]) === ''
  const untouched: readonly string[] = [...decidedFields, ...reportedFields].filter(same)
  return Object.fromEntries(Object.entries(typed).filter(([field]) => !untouched.includes(field)))
}

function key(value: string | string[] | null | undefined): string {
  return Array.isArray(value) ? [...value].sort().join() : (value ?? '').trim()
}

async function problemsOf(api: Api, { kind, account }: Filing, values: FormValues): Promise<Record<string, string> | null> {
  const { problems } = checkForm(kind, await fieldsOf(api, kind, account?.id, values))
  const platform = kind === 'open' && !values.platformCode ? { platformCode: '请选择平台。' } : null
  return problems || platform ? { ...platform, ...problems } : null
}

async function find(api: Api, filing: Filing, values: FormValues) {
  const q = typeof values.findQuery === 'string' ? values.findQuery.trim().slice(0, 100) : ''
  await attempt(() => keepDraft(api, filing, values), '/', values)
  const what = filing.kind === 'merge' ? 'account' : 'unit'
  const found = q ? await api.filing.find({ what, q }) : []
  return answer(200, { values, found: found.filter(({ id }) => id !== filing.account?.id) })
}

function answer(status: number, said: Partial<FilingFormAnswer>) {
  const body: FilingFormAnswer = { message: null, reason: null, fields: {}, values: {}, found: null, ...said }
  return data(body, { status })
}
