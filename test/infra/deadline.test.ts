import { getEventListeners } from 'node:events'
import { describe, expect, test } from 'vitest'
import { openDeadline } from '~/infra/deadline'

describe('a deadline', () => {
  test('ends when the outer work does, with its reason, and says it was not the time', () => {
    const outer = new AbortController()
    const deadline = openDeadline(60_000, outer.signal)
    outer.abort('the process stops')
    expect(deadline.signal).toMatchObject({ aborted: true, reason: 'the process stops' })
    expect(deadline.isOver()).toBe(false)
    deadline.drop()
  })

  test('begun after the outer work ended is over at once', () => {
    const deadline = openDeadline(60_000, AbortSignal.abort('stopped'))
    expect(deadline.signal.reason).toBe('stopped')
    deadline.drop()
  })

  test('dropped, leaves nothing on the outer signal', () => {
    const outer = new AbortController()
    const deadlines = Array.from({ length: 20 }, () => openDeadline(60_000, outer.signal))
    expect(getEventListeners(outer.signal, 'abort')).toHaveLength(20)
    for (const deadline of deadlines) deadline.drop()
    expect(getEventListeners(outer.signal, 'abort')).toHaveLength(0)
    outer.abort()
    expect(deadlines.some(({ signal }) => signal.aborted)).toBe(false)
  })

  test('over, ends with a TimeoutError', async () => {
    const { signal, isOver } = openDeadline(1)
    const held = setTimeout(() => undefined, 5_000) // a deadline alone keeps no process alive
    await new Promise((done) => signal.addEventListener('abort', done, { once: true }))
    clearTimeout(held)
    expect(signal.reason).toMatchObject({ name: 'TimeoutError' })
    expect(isOver()).toBe(true)
  })
})
