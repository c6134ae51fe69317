import { isBridge } from '~/domain/account/feed-address'
import type { Ctx, Tx } from '~/domain/context'
import { Conflict } from '~/domain/errors'
import type { Keyring } from '~/infra/secret.server'
import { boundToHost } from './credential-host'
import { kindFacts, mayProveSilence } from './kind'
import { laneOf } from './lane'
import { getOwnCredential } from './own-credential.server'
import { findRival } from './own-source.server'
import { getOwnAccount } from './read-account.server'
import { createCredential } from './save-credential.server'
import type { AddSourceInput } from './source-inputs'

/**
 * Gives an account a source to collect from, due at once. A bridge or aggregator never proves silence, whatever was ticked. Where it may point is
 * decided at every look: the open web, and the networks the administrator opened.
 * @throws NotFound (outside the actor's units) · Conflict (source.exists)
 */
export function addSource(ctx: Ctx, keyring: Keyring, input: AddSourceInput): Promise<{ id: string }> {
  return ctx.write('activity.addSource', async (tx) => {
    const account = await getOwnAccount(tx, ctx, input.accountId)
    await tx.$queryRaw`SELECT 1 FROM "Account" WHERE "id" = ${account.id}::uuid FOR UPDATE`
    const { kind } = input
    const url = kindFacts[kind].address ? (input.url ?? null) : null
    const credentialId = await credentialFor(tx, ctx, keyring, account, input)
    const rival = await findRival(tx, { accountId: account.id, kind, url })
    if (rival) throw new Conflict('source.exists', '该账号已登记过这个采集来源，无需重复添加。', { sourceId: rival.id })
    const seesAllPosts = mayProveSilence(kind, input.seesAllPosts && url !== null && !isBridge(url))
    const source = await tx.source.create({
      data: {
        ...{ accountId: account.id, kind, url, config: input.config, credentialId, seesAllPosts },
        ...{ lane: laneOf({ kind, credentialId, url }), nextRunAt: ctx.now, createdAt: ctx.now },
      },
      select: { id: true },
    })
    return {
      subject: { type: 'source', id: source.id, unitId: account.unitId },
      detail: { kind, url, seesAllPosts, credentialId },
      result: source,
    }
  })
}

/** The authorisation a source is to use: one that stands, or one made of what was typed. */
async function credentialFor(
  tx: Tx,
  ctx: Ctx,
  keyring: Keyring,
  account: { name: string; platform: string; unitId: string },
  { kind, credentialId, secrets, url }: AddSourceInput,
): Promise<string | null> {
  if (!kindFacts[kind].credential) return null
  if (credentialId) return (await getOwnCredential(tx, ctx, credentialId, kind)).id
  if (Object.values(secrets).every((value) => value === '')) return null
  const name = `${account.name}（${account.platform}）`
  const made = { kind, name, secrets: boundToHost(kind, secrets, url), unitId: account.unitId }
  return (await createCredential(tx, ctx, keyring, made)).id
}
