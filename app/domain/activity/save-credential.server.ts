import { randomUUID } from 'node:crypto'
import { endOf } from '~/domain/calendar/day'
import type { Ctx, Tx } from '~/domain/context'
import { Invalid } from '~/domain/errors'
import type { Keyring } from '~/infra/secret.server'
import { lacksHost } from './credential-host'
import { sealedFor } from './credential-desk.server'
import { kindFacts, type SourceKind } from './kind'
import type { SaveCredentialInput } from './source-inputs'
import { getOwnCredential } from './own-credential.server'

/**
 * Keeps an authorisation, new or in place of what was kept: sealed, never shown again. Sources that use it are looked at anew.
 * @throws NotFound (outside the actor's units) · Invalid (credential.incomplete, credential.host, credential.unit)
 */
export function saveCredential(ctx: Ctx, keyring: Keyring, input: SaveCredentialInput): Promise<{ id: string }> {
  return ctx.write('activity.saveCredential', async (tx) => {
    const { kind, name, secrets, expiresOn } = input
    const lacking = kindFacts[kind].secrets.filter((field) => field.required && !secrets[field.name])
    if (lacking.length > 0) throw new Invalid('credential.incomplete', `请填写：${lacking.map(({ label }) => label).join('、')}。`)
    if (lacksHost(kind, secrets)) throw new Invalid('credential.host', '请填写密钥发给哪个域名，如 data.example.cn。')
    const until = expiresOn ? endOf(expiresOn) : null
    if (!input.credentialId) {
      const unitId = ctx.actor.kind === 'person' ? ctx.actor.unitId : null
      if (unitId === null) throw new Invalid('credential.unit', '您没有所属单位，请由单位的人员登记授权。')
      const created = await createCredential(tx, ctx, keyring, { kind, name, secrets, unitId, until })
      return { subject: { type: 'credential', id: created.id, unitId }, detail: { kind, name }, result: created }
    }
    const { id, unitId } = await getOwnCredential(tx, ctx, input.credentialId, kind)
    await tx.credential.update({
      where: { id },
      data: {
        ...{ name, appId: publicPart(secrets), sealed: seal(keyring, id, secrets), sealedToken: null, tokenUntil: null },
        ...{ grantUntil: until, updatedAt: ctx.now },
      },
    })
    await tx.source.updateMany({ where: { credentialId: id }, data: { nextRunAt: ctx.now, failCount: 0, deadAt: null } })
    return { subject: { type: 'credential', id, unitId }, detail: { kind, name }, result: { id } }
  })
}

interface NewCredential {
  kind: SourceKind
  name: string
  secrets: Readonly<Record<string, string>>
  unitId: string
  until?: Date | null
}

/** Part of a write of its own or of adding a source. */
export async function createCredential(tx: Tx, ctx: Ctx, keyring: Keyring, made: NewCredential): Promise<{ id: string }> {
  const { kind, name, secrets, unitId, until = null } = made
  const id = randomUUID()
  await tx.credential.create({
    data: {
      ...{ id, unitId, kind, name, appId: publicPart(secrets), sealed: seal(keyring, id, secrets) },
      ...{ grantUntil: until, createdAt: ctx.now, updatedAt: ctx.now },
    },
  })
  return { id }
}

/** What it is told apart by: the number of the app, or the host it goes to. */
function publicPart(secrets: Readonly<Record<string, string>>): string | null {
  return secrets.appId || secrets.host || null
}

function seal(keyring: Keyring, id: string, secrets: Readonly<Record<string, string>>): string {
  return keyring.seal(JSON.stringify(secrets), sealedFor(id, 'secret'))
}
