import { data } from '@remix-run/node'
import type { z } from 'zod'
import { type KindFacts, kindFacts, type SourceField, type SourceKind } from '~/domain/activity/kind'
import { addSourceInput, changeSourceInput, pauseSourceInput, saveCredentialInput, stopSourceInput } from '~/domain/activity/source-inputs'
import type { Trial } from '~/domain/activity/try-source.server'
import { asked } from './asked.server'
import type { Api } from './caller.server'
import { fieldsOf } from './errors.server'
import { attempt, type FormProblem, type FormValues, formOf, formValues } from './form.server'

/** What a form of the collection gives back. Secrets never come back; `sent` tells one answer from the next. */
export interface SourceAnswer extends FormProblem {
  /** Which of the page's forms it was. */
  intent: string
  trial: Trial | null
  sent: number
}

/** Adding a source to an account: 试抓 shows what would be seen, 保存 keeps it. */
export async function answerNewSource(api: Api, request: Request, accountId: string, kind: SourceKind) {
  const { intent, values } = await read(request)
  const { typed, refused } = checked(addSourceInput, { accountId, kind, ...sourceInputOf(values, kindFacts[kind]) })
  if (refused) return answer(intent, values, { fields: refused }, 422)
  if (intent === 'try') return tried(values, () => api.source.try(typed))
  return settled(
    intent,
    values,
    () => api.source.add(typed),
    ({ id }) => `/collection/sources/${id}?done=added`,
  )
}

/** What is done to a source that stands. */
export async function answerStandingSource(api: Api, request: Request, sourceId: string) {
  const { intent, values } = await read(request)
  const to = (done: string) => `/collection/sources/${sourceId}?done=${done}`
  if (intent === 'try') return tried(values, () => api.source.tryStanding({ sourceId }))
  if (intent === 'run') return settled(intent, values, () => api.source.resume({ sourceId }), to('resumed'))
  if (intent === 'pause') return typedAct(pauseSourceInput, { ...given(values), sourceId }, api.source.pause, to('paused'))
  if (intent === 'stop') return typedAct(stopSourceInput, { reason: given(values).stopReason, sourceId }, api.source.stop, to('stopped'))
  const source = await api.source.get({ sourceId })
  if (intent === 'renew') return answerCredential(api, { intent, values }, source.kind, source.credential?.id, to('renewed'))
  const { secrets: _, ...change } = sourceInputOf(values, kindFacts[source.kind])
  return typedAct(changeSourceInput, { ...change, sourceId }, api.source.change, ({ id }) => `/collection/sources/${id}?done=changed`)

  async function typedAct<S extends z.ZodType, R>(
    schema: S,
    input: unknown,
    call: (typed: z.output<S>) => Promise<R>,
    path: string | ((result: R) => string),
  ) {
    const { typed, refused } = checked(schema, input)
    return refused ? answer(intent, values, { fields: namedFor(intent, refused) }, 422) : settled(intent, values, () => call(typed), path)
  }
}

/** Two forms of the page ask for a reason, each under a name of its own. */
function namedFor(intent: string, { reason, ...fields }: Record<string, string>): Record<string, string> {
  return reason === undefined ? fields : { ...fields, [intent === 'stop' ? 'stopReason' : 'reason']: reason }
}

/** Keeping an authorisation, new or in place of what was kept. */
export async function answerCredential(
  api: Api,
  sent: Request | { intent: string; values: FormValues },
  kind: SourceKind,
  credentialId: string | undefined,
  to: string,
) {
  const { intent, values } = sent instanceof Request ? await read(sent) : sent
  const { secrets: fields } = kindFacts[kind]
  const secrets = partsOf(values, 'secrets', fields)
  const { name, expiresOn } = given(values)
  const input = { kind, name, secrets, ...(expiresOn && { expiresOn }), ...(credentialId && { credentialId }) }
  const { typed, refused } = checked(saveCredentialInput, input)
  const lacking = fields.filter((field) => field.required && !secrets[field.name])
  const missing = Object.fromEntries(lacking.map(({ name, label }) => [`secrets.${name}`, `请填写${label}。`]))
  if (refused || lacking.length > 0) return answer(intent, values, { fields: { ...refused, ...missing } }, 422)
  return settled(intent, values, () => api.source.saveCredential(typed), to)
}

async function read(request: Request) {
  const form = await formOf(request)
  return { intent: String(form.get('intent') ?? ''), values: formValues(form) }
}

/** What the flat fields `url`, `config.x`, `secrets.x` say, nested as the procedures take it. A kept authorisation goes before a typed one. */
function sourceInputOf(values: FormValues, facts: KindFacts) {
  const { url, credentialId, seesAllPosts } = given(values)
  return {
    ...(facts.address && url && { url }),
    config: partsOf(values, 'config', facts.config),
    seesAllPosts: seesAllPosts === 'true',
    ...(credentialId && { credentialId }),
    secrets: credentialId ? {} : partsOf(values, 'secrets', facts.secrets),
  }
}

function partsOf(values: FormValues, group: 'config' | 'secrets', fields: readonly SourceField[]): Record<string, string> {
  const typed = fields.map(({ name }) => [name, values[`${group}.${name}`]])
  return Object.fromEntries(typed.filter(([, value]) => typeof value === 'string' && value.trim() !== ''))
}

/** A field left empty was not given. */
function given(values: FormValues): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (typeof value === 'string' && value !== '' ? [[name, value]] : [])),
  )
}

function checked<S extends z.ZodType>(schema: S, input: unknown) {
  const parsed = schema.safeParse(input, { error: (issue) => (issue.input === undefined ? '请填写这一项。' : undefined) })
  return parsed.success ? { typed: parsed.data, refused: null } : { typed: null, refused: fieldsOf(parsed.error) }
}

async function tried(values: FormValues, call: () => Promise<Trial>) {
  const { answer: trial, problem } = await asked(call, values)
  return answer('try', values, { ...problem, trial }, problem ? 422 : 200)
}

async function settled<R>(intent: string, values: FormValues, call: () => Promise<R>, to: string | ((result: R) => string)) {
  const said = await attempt(call, to, values)
  return 'data' in said ? answer(intent, values, said.data, said.init?.status ?? 422) : said
}

function answer(intent: string, values: FormValues, said: Partial<SourceAnswer>, status: number) {
  const kept = Object.fromEntries(Object.entries(values).filter(([name]) => !name.startsWith('secrets.')))
  const body: SourceAnswer = { message: null, reason: null, fields: {}, trial: null, ...said, intent, values: kept, sent: Date.now() }
  return data(body, { status })
}
