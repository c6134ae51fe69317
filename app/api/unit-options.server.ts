import { data } from '@remix-run/node'
import type { z } from 'zod'
import type { Api } from './caller.server'
import { fieldsOf } from './errors.server'
import { attempt, type FormProblem, type FormValues, formOf, formValues } from './form.server'

export interface UnitOption {
  id: string
  name: string
}

/** The units a form offers at once: the top of what the person sees with the offices below it, what stands there already, what a search found. */
export async function unitOptions(api: Api, standing: readonly (UnitOption | null)[], q = ''): Promise<UnitOption[]> {
  const tops = await api.unit.list({})
  const below = await Promise.all(tops.map((top) => api.unit.list({ parentId: top.id })))
  const found = q ? await api.unit.list({ search: q, limit: 50 }) : []
  const all = [...standing, ...tops, ...found, ...below.flat().filter(({ kind }) => kind === 'OFFICE')]
  const known = new Map(all.flatMap((unit) => (unit ? [[unit.id, { id: unit.id, name: unit.name }]] : [])))
  return [...known.values()]
}

/** What a form with a choice of units gives back; `found` is null where it was sent, not searched. */
export type UnitFormAnswer = FormProblem & { found: number | null; options: UnitOption[] }

/** `submit` for the form of a unit: a button of it only looks for units, aliases come one a line. */
export async function submitUnit<S extends z.ZodType, R>(
  ...[api, request, schema, extra, call, to]: [
    Api,
    Request,
    S,
    Record<string, unknown>,
    (input: z.output<S>) => Promise<R>,
    string | ((result: R) => string),
  ]
) {
  const form = await formOf(request)
  const values = formValues(form)
  const q = typeof values.unitQuery === 'string' ? values.unitQuery.trim().slice(0, 100) : ''
  if (form.get('intent') === 'find') {
    const options = q ? await api.unit.list({ search: q, limit: 50 }) : []
    return answerOf({ message: null, reason: null, fields: {}, values }, 200, options.length, options)
  }
  const parsed = schema.safeParse(
    { ...inputOf(values), ...extra },
    { error: (issue) => (issue.input === undefined ? '请填写这一项。' : undefined) },
  )
  const answer = parsed.success
    ? await attempt(() => call(parsed.data), to, values)
    : data<FormProblem>({ message: null, reason: null, fields: fieldsOf(parsed.error), values }, { status: 422 })
  if (!('data' in answer)) return answer
  return answerOf(answer.data, answer.init?.status ?? 422, null, q ? await api.unit.list({ search: q, limit: 50 }) : [])
}

function inputOf({ unitQuery: _, aliases, ...values }: FormValues): Record<string, unknown> {
  return { ...Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '')), aliases: linesOf(aliases) }
}

/** One entry a line. */
export function linesOf(text: string | string[] | undefined): string[] {
  const lines = typeof text === 'string' ? text.split(/\r?\n/) : (text ?? [])
  return lines.map((line) => line.trim()).filter((line) => line !== '')
}

function answerOf(problem: FormProblem, status: number, found: number | null, options: UnitOption[]) {
  const body: UnitFormAnswer = { ...problem, found, options: options.map(({ id, name }) => ({ id, name })) }
  return data(body, { status })
}

/** The units that could take something over: those beside a unit and above it, and what a search found. */
export async function neighbourOptions(
  api: Api,
  unit: { id: string; parentId: string | null; parent: { id: string | null; name: string } | null },
  q: string,
) {
  const beside = unit.parentId ? await api.unit.list({ parentId: unit.parentId }) : []
  const above = unit.parent?.id ? [{ id: unit.parent.id, name: unit.parent.name }] : []
  const found = q ? await api.unit.list({ search: q, limit: 50 }) : []
  const known = new Map([...found, ...above, ...beside].map(({ id, name }) => [id, { id, name }]))
  known.delete(unit.id)
  return [...known.values()]
}
