import type { Ctx, Tx } from '~/domain/context'
import { NotFound } from '~/domain/errors'
import type { SourceKind } from './kind'

/** Another source in use that looks at the same address for the same account. */
export function findRival(tx: Tx, of: { accountId: string; kind: SourceKind; url: string | null }, but?: string) {
  return tx.source.findFirst({ where: { ...of, enabled: true, ...(but && { id: { not: but } }) }, select: { id: true } })
}

/**
 * A source within the actor's units, as it stands.
 * @throws NotFound
 */
export async function getOwnSource(tx: Tx | Ctx['db'], ctx: Ctx, id: string) {
  const account = { voidedAt: null, ...(ctx.scope.path === null ? {} : { unit: { path: { startsWith: ctx.scope.path } } }) }
  const source = await tx.source.findFirst({
    where: { id, account },
    select: {
      ...{
        id: true,
        accountId: true,
        kind: true,
        url: true,
        config: true,
        credentialId: true,
        seesAllPosts: true,
        enabled: true,
        lane: true,
      },
      ...{ pausedUntil: true, pauseReason: true, deadAt: true, account: { select: { name: true, unitId: true } } },
    },
  })
  if (!source) throw new NotFound('采集来源')
  return source
}
