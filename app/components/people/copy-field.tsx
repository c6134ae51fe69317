import { useRef, useState } from 'react'
import { useHydrated } from '~/components/ui/hydrated'

/** A text to be copied whole: by its button where scripts run, by hand everywhere. */
export function CopyField({ id, label, value, copy, copied }: { id: string; label: string; value: string; copy: string; copied: string }) {
  const [done, setDone] = useState(false)
  const hydrated = useHydrated()
  const field = useRef<HTMLInputElement>(null)
  async function take() {
    field.current?.select()
    await navigator.clipboard.writeText(value)
    setDone(true)
  }
  return (
    <div className="find">
      <div className="field">
        <label htmlFor={id}>{label}</label>
        <input id={id} ref={field} readOnly value={value} onFocus={(event) => event.target.select()} />
      </div>
      {hydrated && (
        <button type="button" className="button" onClick={take}>
          {copy}
        </button>
      )}
      <span role="status">{done && copied}</span>
    </div>
  )
}
