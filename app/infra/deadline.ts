import { setMaxListeners } from 'node:events'

export interface Deadline {
  /** Aborts when the time is over, with a TimeoutError, or when the outer signal does, with its reason. */
  signal: AbortSignal
  /** Whether it was the time. */
  isOver(): boolean
  /** Leaves neither timer nor listener behind. To be called however the work ended. */
  drop(): void
}

/**
 * A limit of `ms` on a piece of work, within `outer`. AbortSignal.timeout and AbortSignal.any keep theirs until the time is over, though the work
 * ended long before: at thousands of requests a second that is a hundred thousand of them.
 */
export function openDeadline(ms: number, outer?: AbortSignal): Deadline {
  const controller = new AbortController()
  let over = false
  const end = () => {
    over = true
    controller.abort(new DOMException('the time is over', 'TimeoutError'))
  }
  const follow = () => controller.abort(outer?.reason)
  const timer = setTimeout(end, ms)
  timer.unref()
  if (outer) setMaxListeners(0, outer) // however much work follows it
  outer?.addEventListener('abort', follow, { once: true })
  if (outer?.aborted) follow()
  return {
    signal: controller.signal,
    isOver: () => over,
    drop() {
      clearTimeout(timer)
      outer?.removeEventListener('abort', follow)
    },
  }
}
