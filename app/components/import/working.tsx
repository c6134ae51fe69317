import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'

const stages = ['reading', 'checking', 'writing'] as const
type Stage = (typeof stages)[number]

/** How far a file being checked or written is; asks the server while it stands on the page. */
export function Working({ fileHash }: { fileHash: string | null }) {
  const t = useTranslations('imports')
  const [at, setAt] = useState<{ stage: Stage; done: number | null } | null>(null)
  useEffect(() => {
    if (fileHash === null) return
    const timer = setInterval(() => {
      void askProgress(fileHash).then((progress) => progress && setAt(progress))
    }, 700)
    return () => clearInterval(timer)
  }, [fileHash])
  return (
    <div className="working" role="status">
      <span>{t(`working.${at?.stage ?? 'sending'}`)}</span>
      <progress aria-label={t('progress')} max={1} {...(at?.done != null && { value: at.done })} />
    </div>
  )
}

async function askProgress(fileHash: string): Promise<{ stage: Stage; done: number | null } | null> {
  const answer = await fetch(`/import/progress/${fileHash}`).catch(() => null)
  if (!answer?.ok) return null
  const body: unknown = await answer.json()
  if (typeof body !== 'object' || body === null || !('stage' in body) || !('done' in body)) return null
  const stage = stages.find((known) => known === body.stage)
  return stage ? { stage, done: typeof body.done === 'number' ? body.done : null } : null
}
