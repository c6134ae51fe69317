import type { Value } from '~/domain/filing/difference'
import { requestFields } from '~/domain/filing/requests'
import { FieldLabel, FieldValue, type Names } from './field-value'

const wide = ['purpose', 'plan', 'reason', 'accessLostHow', 'exceptionReason', 'followers']

/** A form as it was filled in, in the order of the form. */
export function FilingFacts({ values, names }: { values: Record<string, Value>; names: Names }) {
  const given = requestFields.filter((field) => values[field] !== undefined && values[field] !== '')
  return (
    <dl className="facts">
      {given.map((field) => (
        <div key={field} className={wide.includes(field) ? 'wide-fact' : undefined}>
          <dt>
            <FieldLabel field={field} />
          </dt>
          <dd className={wide.includes(field) ? 'as-typed' : undefined}>
            <FieldValue field={field} value={values[field] ?? null} names={names} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
