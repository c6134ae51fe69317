import { type Action, actionNames } from '~/domain/audit/actions'
import type { AuditFilter } from '~/domain/audit/inputs'

/** Reads an address or a form; what it does not know is left out, so that an old or mistyped link still shows a list. */
export function auditQueryOf(given: URLSearchParams | FormData): AuditFilter {
  const text = (name: string) =>
    String(given.get(name) ?? '')
      .trim()
      .slice(0, 200) || undefined
  const day = (name: string) => text(name)?.match(/^\d{4}-\d{2}-\d{2}$/)?.[0]
  const outcome = text('outcome')
  const query = {
    person: text('person'),
    action: actionNames.find((action): action is Action => action === text('action')),
    subjectType: text('subjectType'),
    subjectId: text('subjectId'),
    unit: text('unit'),
    from: day('from'),
    to: day('to'),
    outcome: outcome === 'done' || outcome === 'refused' ? outcome : undefined,
    ip: text('ip'),
  }
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined))
}

/** The number at the edge of a page, as it stands in the address. */
export function edgeOf(search: URLSearchParams, name: 'after' | 'before'): number | undefined {
  const seq = Number(search.get(name))
  return Number.isSafeInteger(seq) && seq > 0 ? seq : undefined
}

/** The address of a list, with more in it where given. */
export function auditAddress(query: AuditFilter, more: Record<string, string> = {}): string {
  return `/audit?${new URLSearchParams({ ...query, ...more })}`
}
