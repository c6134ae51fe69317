import { data, redirect } from '@remix-run/node'
import { z } from 'zod'
import { zhCN } from 'zod/locales'
import { fieldsOf, type Refusal, refusalResponse } from './errors.server'

z.config(zhCN())

export type FormValues = Record<string, string | string[]>

/** What an action gives back when a form was refused: the sentences, and everything that was typed. */
export interface FormProblem {
  message: string | null
  reason: string | null
  fields: Record<string, string>
  values: FormValues
}

/**
 * A form's action: reads the fields, checks them with the procedure's own schema, calls it and redirects.
 * `extra` are the parts of the input that are not typed in (an id of the address). `to` is a path, or makes one of the result.
 * What is refused comes back as a FormProblem with status 4xx, so that nothing typed is lost.
 */
export async function submit<S extends z.ZodType, R>(
  request: Request,
  schema: S,
  extra: Record<string, unknown>,
  call: (input: z.input<S>) => Promise<R>,
  to: string | ((result: R) => string),
) {
  return submitValues(formValues(await formOf(request)), schema, extra, call, to)
}

/** The same where the fields are read already. */
export async function submitValues<S extends z.ZodType, R>(
  values: FormValues,
  schema: S,
  extra: Record<string, unknown>,
  call: (input: z.input<S>) => Promise<R>,
  to: string | ((result: R) => string),
) {
  const input: unknown = { ...filled(values), ...extra }
  const parsed = schema.safeParse(input, { error: (issue) => (issue.input === undefined ? '请填写这一项。' : undefined) })
  if (!parsed.success) return problem(422, { fields: fieldsOf(parsed.error), values })
  return attempt(() => call(input as z.input<S>), to, values)
}

/** Calls and redirects; a refusal comes back as a FormProblem with what was typed. */
export async function attempt<R>(call: () => Promise<R>, to: string | ((result: R) => string), values: FormValues) {
  try {
    const result = await call()
    return redirect(typeof to === 'string' ? to : to(result))
  } catch (thrown) {
    if (!(thrown instanceof Response) || thrown.status < 400 || thrown.status >= 500) throw thrown
    const refusal: Refusal = await thrown.json()
    const wait = thrown.headers.get('Retry-After')
    return problem(thrown.status, { ...refusal, values }, wait === null ? {} : { 'Retry-After': wait })
  }
}

/** A refused form's answer. */
export function problem(status: number, said: Partial<FormProblem>, headers: Record<string, string> = {}) {
  const body: FormProblem = { message: null, reason: null, fields: {}, values: {}, ...said }
  return data(body, { status, headers })
}

/** The fields of a request. @throws Response 400 (the body is no form, or ends in the middle) */
export async function formOf(request: Request): Promise<FormData> {
  return request.formData().catch(() => {
    throw refusalResponse(400, { message: '提交的内容不完整，请再试一次。' }, request)
  })
}

/** A form's text fields. A name ending in [] is always a list; the button's own `intent` is not part of the input. */
export function formValues(form: FormData): FormValues {
  const values: FormValues = {}
  for (const [name, value] of form) {
    if (name === 'intent' || typeof value !== 'string') continue
    const text = value.replaceAll('\0', '') // what no column can hold, and nobody can type
    if (name.endsWith('[]')) values[name.slice(0, -2)] = [...(values[name.slice(0, -2)] ?? []), text]
    else values[name] = text
  }
  return values
}

/** A field left empty was not given. */
function filled(values: FormValues): FormValues {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))
}
