import { isDeepStrictEqual } from 'node:util'
import { isBridge } from '~/domain/account/feed-address'
import type { Ctx, Tx } from '~/domain/context'
import { Conflict } from '~/domain/errors'
import type { Prisma } from '~/infra/prisma/client'
import { kindFacts, mayProveSilence, type SourceKind } from './kind'
import { laneOf } from './lane'
import { getOwnCredential } from './own-credential.server'
import { findRival, getOwnSource } from './own-source.server'
import type { ChangeSourceInput } from './source-inputs'

/**
 * Changes how a source is looked at. Another address, setting or authorisation makes it another source: the old one ends with its record, and the
 * new one, due at once, knows nothing. What it does not show was not taken from a list it never was in, and a worker that has the old one in hand
 * writes to the old one.
 * @returns the source that goes on: a new one where it was replaced
 * @throws NotFound (outside the actor's units) · Conflict (source.exists)
 */
export function changeSource(ctx: Ctx, input: ChangeSourceInput): Promise<{ id: string }> {
  return ctx.write('activity.changeSource', async (tx) => {
    const source = await getOwnSource(tx, ctx, input.sourceId)
    const { kind, accountId } = source
    await tx.$queryRaw`SELECT 1 FROM "Account" WHERE "id" = ${accountId}::uuid FOR UPDATE`
    const url = kindFacts[kind].address ? (input.url ?? source.url) : null
    const credentialId = input.credentialId ?? source.credentialId
    const own = (input.seesAllPosts ?? source.seesAllPosts) && url !== null && !isBridge(url)
    const seesAllPosts = mayProveSilence(kind, own)
    const config = input.config ?? source.config ?? {}
    const isSame = url === source.url && credentialId === source.credentialId && isDeepStrictEqual(config, source.config ?? {})
    // An authorisation goes only to an address that somebody chose who may use it.
    if (credentialId !== null && !isSame) await getOwnCredential(tx, ctx, credentialId, kind)
    const id = isSame ? source.id : await replace(tx, ctx, source, { kind, url, config, credentialId, seesAllPosts })
    if (isSame) await tx.source.update({ where: { id }, data: { seesAllPosts } })
    const from = { url: source.url, seesAllPosts: source.seesAllPosts, credentialId: source.credentialId }
    return {
      subject: { type: 'source', id: source.id, unitId: source.account.unitId },
      detail: { from, to: { url, seesAllPosts, credentialId }, ...(id !== source.id && { replacedBy: id }) },
      result: { id },
    }
  })
}

interface Changed {
  kind: SourceKind
  url: string | null
  credentialId: string | null
  seesAllPosts: boolean
  config: Prisma.InputJsonValue
}

async function replace(tx: Tx, ctx: Ctx, old: { id: string; accountId: string }, changed: Changed): Promise<string> {
  const { accountId } = old
  const { kind, url, credentialId } = changed
  const rival = await findRival(tx, { accountId, kind, url }, old.id)
  if (rival) throw new Conflict('source.exists', '该账号已登记过这个采集来源，无需重复添加。', { sourceId: rival.id })
  await tx.source.update({ where: { id: old.id }, data: { enabled: false, nextRunAt: null } })
  const { id } = await tx.source.create({
    data: { ...changed, accountId, lane: laneOf({ kind, credentialId, url }), nextRunAt: ctx.now, createdAt: ctx.now },
    select: { id: true },
  })
  return id
}
