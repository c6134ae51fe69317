import type { ReactNode } from 'react'
import { Field, type Refused } from '~/components/ui/form'

/** Six digits of an authenticator. Pasting works, blanks do no harm. */
export function CodeField({ name = 'code', label, problem }: { name?: string; label: ReactNode; problem: Refused | undefined }) {
  return (
    <Field
      name={name}
      label={label}
      problem={problem}
      className="code"
      inputMode="numeric"
      autoComplete="one-time-code"
      maxLength={12}
      required
    />
  )
}
