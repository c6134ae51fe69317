import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Moment } from '~/components/ui/figures'
import { useHydrated } from '~/components/ui/hydrated'

export interface SweepView {
  since: Date | null
  done: number
  inHand: number
  waiting: number
  lastHour: { looks: number; good: number; newPosts: number }
}

const everyMs = 5_000

/** How far the workers are with what is due; stands as it was without scripts, is asked for anew with them. */
export function SweepPanel({ sweep }: { sweep: SweepView }) {
  const t = useTranslations('collection.sweep')
  const hydrated = useHydrated()
  const { at, live } = useLive(sweep)
  const { since, done, inHand, waiting, lastHour } = at
  const total = done + inHand + waiting
  return (
    <section className="panel" aria-labelledby="sweep">
      <h2 id="sweep">{t('title')}</h2>
      {since === null ? (
        <p>{t('none')}</p>
      ) : (
        <p>
          {t.rich('since', { at: () => <Moment at={since} /> })}
          {hydrated && <span className="hint small"> · {t(live ? 'live' : 'stopped')}</span>}
        </p>
      )}
      {total > 0 ? (
        <>
          <progress className="sweep-bar" aria-label={t('progress')} max={total} value={done} />
          <p className="figures-line">{t('of', { done, inHand, waiting })}</p>
        </>
      ) : (
        <p>{t('idle')}</p>
      )}
      <p>{t('lastHour', lastHour)}</p>
    </section>
  )
}

/** Asks while the page is in view; stops for good where the answer is none, as after signing out. */
function useLive(first: SweepView): { at: SweepView; live: boolean } {
  const [at, setAt] = useState(first)
  const [live, setLive] = useState(true)
  useEffect(() => setAt(first), [first])
  useEffect(() => {
    if (!live) return
    const timer = setInterval(() => {
      if (document.visibilityState !== 'visible') return
      void askSweep().then((sweep) => (sweep ? setAt(sweep) : setLive(false)))
    }, everyMs)
    return () => clearInterval(timer)
  }, [live])
  return { at, live }
}

async function askSweep(): Promise<SweepView | null> {
  const answer = await fetch('/collection/progress', { redirect: 'manual' }).catch(() => null)
  if (!answer?.ok) return null
  const { since, ...counts }: Omit<SweepView, 'since'> & { since: string | null } = await answer.json()
  return { ...counts, since: since === null ? null : new Date(since) }
}
