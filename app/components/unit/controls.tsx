import { type ReactNode, useId } from 'react'
import { fieldId, type Refused } from '~/components/ui/form'

interface ControlProps {
  name: string
  label: ReactNode
  hint?: ReactNode
  problem: Refused | undefined
  value?: string | undefined
}

/** One choice of several; the first one may stand for none. */
export function Choice({ children, required, ...props }: ControlProps & { required?: boolean; children: ReactNode }) {
  const { id, described, typed, wrong } = useControl(props)
  return (
    <Labelled {...props} id={id} wrong={wrong}>
      <select
        id={fieldId(props.name)}
        name={props.name}
        defaultValue={typed}
        required={required}
        aria-invalid={wrong ? true : undefined}
        aria-describedby={described}
      >
        {children}
      </select>
    </Labelled>
  )
}

/** Several lines. */
export function Lines({
  rows = 3,
  required,
  maxLength,
  ...props
}: ControlProps & { rows?: number; required?: boolean; maxLength?: number }) {
  const { id, described, typed, wrong } = useControl(props)
  return (
    <Labelled {...props} id={id} wrong={wrong}>
      <textarea
        id={fieldId(props.name)}
        name={props.name}
        rows={rows}
        defaultValue={typed}
        required={required}
        maxLength={maxLength}
        aria-invalid={wrong ? true : undefined}
        aria-describedby={described}
      />
    </Labelled>
  )
}

function useControl({ name, hint, problem, value }: ControlProps) {
  const id = useId()
  const wrong = problem?.fields[name]
  const sent = problem?.values[name]
  const described = [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(' ') || undefined
  return { id, wrong, described, typed: typeof sent === 'string' ? sent : value }
}

function Labelled(props: ControlProps & { id: string; wrong: string | undefined; children: ReactNode }) {
  const { name, label, hint, id, wrong, children } = props
  return (
    <div className="field">
      <label htmlFor={fieldId(name)}>{label}</label>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children}
      {wrong && (
        <p className="wrong" id={`${id}-wrong`}>
          {wrong}
        </p>
      )}
    </div>
  )
}
