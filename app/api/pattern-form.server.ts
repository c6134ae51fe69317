import { kindFacts } from '~/domain/activity/kind'
import { type PatternInput, patternInput } from '~/domain/activity/source-inputs'
import { fieldsOf } from './errors.server'
import type { FormProblem } from './form.server'

/** A pattern as it stands in an address; its flat fields `config.x` nested as the procedures take them. */
export function patternOf(search: URLSearchParams): {
  kind: PatternInput['kind']
  asked: Record<string, string>
  input: PatternInput | null
  problem: FormProblem | undefined
} {
  const kind = (['FEED', 'WEBSITE', 'JSON'] as const).find((known) => known === search.get('kind')) ?? 'FEED'
  const { intent, ...asked } = Object.fromEntries([...search].filter(([, value]) => value !== ''))
  if (intent === undefined) return { kind, asked, input: null, problem: undefined }
  const { platform, pattern, credentialId } = asked
  const fields = kindFacts[kind].config
  const config = Object.fromEntries(fields.flatMap(({ name }) => (asked[`config.${name}`] ? [[name, asked[`config.${name}`]]] : [])))
  const parsed = patternInput.safeParse(
    { kind, platform, pattern, config, seesAllPosts: asked.seesAllPosts === 'true', ...(credentialId && { credentialId }) },
    { error: (issue) => (issue.input === undefined ? '请填写这一项。' : undefined) },
  )
  const missing = fields.filter(({ name, required }) => required && !config[name])
  const lacking = Object.fromEntries(missing.map(({ name, label }) => [`config.${name}`, `请填写${label}。`]))
  if (parsed.success && missing.length === 0) return { kind, asked, input: parsed.data, problem: undefined }
  const said = { ...(parsed.success ? {} : fieldsOf(parsed.error)), ...lacking }
  return { kind, asked, input: null, problem: { message: null, reason: null, fields: said, values: asked } }
}
