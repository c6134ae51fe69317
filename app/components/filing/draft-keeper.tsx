import { type RefObject, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { clockOf } from '~/components/ui/figures'

type Kept = { state: 'idle' | 'typing' | 'saving' | 'failed' | 'expired' } | { state: 'saved'; at: Date }

const pause = 1500

/** Keeps a form while it is being typed, and says so. Without JavaScript the form's button does it. */
export function DraftKeeper({ form, filingId }: { form: RefObject<HTMLFormElement | null>; filingId: string }) {
  const t = useTranslations('filing.form')
  const [kept, setKept] = useState<Kept>({ state: 'idle' })
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)

  useEffect(() => {
    const element = form.current
    if (!element) return
    const save = async () => {
      timer.current = null
      setKept({ state: 'saving' })
      const next = await send(element, filingId)
      setKept(next)
      if (next.state === 'failed' && element.isConnected) timer.current = setTimeout(save, 10_000)
    }
    const typed = () => {
      if (timer.current) clearTimeout(timer.current)
      setKept({ state: 'typing' })
      timer.current = setTimeout(save, pause)
    }
    // The button's own request carries everything: what waits is not sent beside it.
    const stop = () => {
      if (timer.current) clearTimeout(timer.current)
      timer.current = null
    }
    const sent = () => {
      stop()
      setKept({ state: 'idle' })
    }
    const leaving = () => {
      if (!timer.current) return
      stop()
      void send(element, filingId)
    }
    element.addEventListener('input', typed)
    element.addEventListener('submit', sent)
    window.addEventListener('pagehide', leaving)
    return () => {
      element.removeEventListener('input', typed)
      element.removeEventListener('submit', sent)
      window.removeEventListener('pagehide', leaving)
      leaving()
    }
  }, [form, filingId])

  return (
    <p className={kept.state === 'failed' || kept.state === 'expired' ? 'keeper keeper-failed' : 'keeper hint'} role="status">
      {kept.state === 'saved' ? t('saved', { time: clockOf(kept.at).slice(0, 5) }) : t(words[kept.state])}
    </p>
  )
}

const words = { idle: 'auto', typing: 'unsaved', saving: 'saving', failed: 'failed', expired: 'expired' } as const

/** An ended session answers with a way to sign in, which is not followed: what was typed stays on the page. */
async function send(form: HTMLFormElement, filingId: string): Promise<Kept> {
  const body = new URLSearchParams([['id', filingId]])
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value)
  const response = await fetch('/filings/draft', { method: 'POST', body, redirect: 'manual', keepalive: true }).catch(() => null)
  if (response?.type === 'opaqueredirect' || response?.status === 428) return { state: 'expired' }
  return response?.ok ? { state: 'saved', at: new Date() } : { state: 'failed' }
}
