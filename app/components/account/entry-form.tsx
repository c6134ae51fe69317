import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { FormError, type Refused } from '~/components/ui/form'

interface EntryFormProps {
  title: string
  hint: string
  submit: string
  /** Told to the page's action, which serves several forms. */
  intent: string
  problem: Refused | undefined
  /** Stands open from the start. */
  open?: boolean
  /** A form with a file goes to an address of its own: who may send it is asked before anything of it is read. */
  uploadTo?: string
  children: ReactNode
}

/** A form that waits folded at the side of the page and opens by itself when it was refused. */
export function EntryForm({ title, hint, submit, intent, problem, open = false, uploadTo, children }: EntryFormProps) {
  return (
    <details className="panel" open={open || Boolean(problem)}>
      <summary>{title}</summary>
      <p className="hint">{hint}</p>
      <FormError problem={problem} />
      <Form method="post" {...(uploadTo && { action: uploadTo, encType: 'multipart/form-data' as const })}>
        {children}
        <button className="button" type="submit" name="intent" value={intent}>
          {submit}
        </button>
      </Form>
    </details>
  )
}
