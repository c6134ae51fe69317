import type { Ctx, Tx } from '~/domain/context'
import { NotFound } from '~/domain/errors'
import type { SourceKind } from './kind'

/** @throws NotFound (outside the actor's units, or of another kind) */
export async function getOwnCredential(tx: Tx | Ctx['db'], ctx: Ctx, id: string, kind?: SourceKind) {
  const credential = await tx.credential.findFirst({
    where: { id, ...(kind && { kind }), ...(ctx.scope.path === null ? {} : { unit: { path: { startsWith: ctx.scope.path } } }) },
    select: { id: true, kind: true, name: true, unitId: true, appId: true },
  })
  if (!credential) throw new NotFound('授权')
  return credential
}
