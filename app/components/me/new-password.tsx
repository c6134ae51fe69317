import type { ReactNode } from 'react'
import { Field, type Refused } from '~/components/ui/form'

/** The new password, twice. The rules themselves are the server's. */
export function NewPassword({ password, repeat, problem }: { password: ReactNode; repeat: ReactNode; problem: Refused | undefined }) {
  const secret = { type: 'password', autoComplete: 'new-password', required: true, problem }
  return (
    <>
      <Field {...secret} name="password" label={password} />
      <Field {...secret} name="repeat" label={repeat} />
    </>
  )
}
