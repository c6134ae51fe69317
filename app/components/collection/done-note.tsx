import { useSearchParams } from '@remix-run/react'
import { type Messages, useTranslations } from 'use-intl'

/** What was just done, named by the address. */
export function DoneNote() {
  const t = useTranslations('collection.act.done')
  const [search] = useSearchParams()
  const done = search.get('done') as keyof Messages['collection']['act']['done'] | null
  if (!done || !t.has(done)) return null
  return (
    <div className="done" role="status">
      <p>{t(done)}</p>
    </div>
  )
}
