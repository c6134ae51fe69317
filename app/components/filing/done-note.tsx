import { useSearchParams } from '@remix-run/react'
import { type Messages, useTranslations } from 'use-intl'

type Done = keyof Messages['filing']['done']

/** What the last act did, told once in the address. */
export function DoneNote() {
  const t = useTranslations('filing.done')
  const [search] = useSearchParams()
  const done = search.get('done') as Done | null
  if (!done || !t.has(done)) return null
  return (
    <div className="done" role="status">
      <p>{t(done)}</p>
    </div>
  )
}
