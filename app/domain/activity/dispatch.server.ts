import type { PoolClient } from 'pg'
import type { Ctx } from '~/domain/context'
import { queueLanes } from './claim-sources.server'

/** Lanes handed to the queue together. */
export const lanesPerMessage = 8

export interface Dispatched {
  lanes: number
  sources: number
}

/**
 * Hands the lanes in which something is due to the queue, longest overdue first, each at most once; in one transaction with the queue's own rows.
 * After a standstill everything is due at once: what does not fit into `room` waits for the next time, in order.
 * @param enqueue writes the messages with the given connection
 */
export async function dispatch(
  ctx: Ctx,
  room: number,
  enqueue: (client: PoolClient, messages: { lanes: string[] }[]) => Promise<void>,
): Promise<Dispatched> {
  if (room <= 0) return { lanes: 0, sources: 0 }
  const client = await ctx.pool.connect()
  try {
    await client.query('BEGIN')
    const { lanes, sources } = await queueLanes(client, ctx.now, room * lanesPerMessage)
    await enqueue(client, bundled(lanes))
    await client.query('COMMIT')
    return { lanes: lanes.length, sources }
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}

function bundled(lanes: readonly string[]): { lanes: string[] }[] {
  const messages: { lanes: string[] }[] = []
  for (let at = 0; at < lanes.length; at += lanesPerMessage) messages.push({ lanes: lanes.slice(at, at + lanesPerMessage) })
  return messages
}
