import { type Value, valuesOf } from './difference'
import type { FilingKind } from './filing'
import { requests } from './requests'

/** A form as it was left, without what was left empty: a field left empty was not given. */
export function filledIn(draft: unknown): Record<string, Value> {
  return Object.fromEntries(Object.entries(valuesOf(draft)).filter(([, value]) => value !== '' && value?.length !== 0))
}

/** The form, whole, or the first sentence for each field that still needs something. '' stands for the form as a whole. */
export function checkForm<K extends FilingKind>(kind: K, draft: unknown) {
  const parsed = requests[kind].safeParse(filledIn(draft), {
    error: (issue) => (issue.input === undefined ? '请填写这一项。' : undefined),
  })
  if (parsed.success) return { requested: parsed.data, problems: null }
  const problems: Record<string, string> = {}
  for (const issue of parsed.error.issues) problems[issue.path.join('.')] ??= issue.message
  return { requested: null, problems }
}
