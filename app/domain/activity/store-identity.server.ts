import type { PoolClient } from 'pg'
import { dayOf } from '~/domain/calendar/day'
import { policyInForce } from '~/domain/policy/read.server'
import type { Answered } from './judged'

/**
 * How the account showed itself to its source, for comparison with the registry (supervision raises what differs). Where the platform shows another
 * handle than the registry holds, the old one is watched: somebody else can take it now.
 */
export async function storeIdentities(client: PoolClient, answered: readonly Answered[]): Promise<void> {
  const seen = answered.flatMap(({ look, reading: { identity } }) => (identity ? [{ look, identity }] : []))
  if (seen.length === 0) return
  const ids = seen.map(({ look }) => look.source.id)
  await client.query(
    `INSERT INTO "SourceIdentity" AS i ("sourceId","accountId","name","handle","avatar","firstAvatar","certifiedSubject","at")
     SELECT v.source, v.account, v.name, v.handle, v.avatar, v.avatar, v.subject, v.at
     FROM unnest($1::uuid[],$2::uuid[],$3::text[],$4::text[],$5::text[],$6::text[],$7::timestamptz[]) AS v(source, account, name, handle, avatar, subject, at)
     ON CONFLICT ("sourceId") DO UPDATE SET "name" = coalesce(excluded."name", i."name"), "handle" = coalesce(excluded."handle", i."handle"),
       "avatar" = coalesce(excluded."avatar", i."avatar"), "firstAvatar" = coalesce(i."firstAvatar", excluded."avatar"),
       "certifiedSubject" = coalesce(excluded."certifiedSubject", i."certifiedSubject"), "at" = excluded."at"`,
    [
      ids,
      seen.map(({ look }) => look.source.accountId),
      seen.map(({ identity }) => trimmed(identity.name)),
      seen.map(({ identity }) => trimmed(identity.handle)),
      seen.map(({ identity }) => pictureOf(identity.avatar)),
      seen.map(({ identity }) => trimmed(identity.certifiedSubject)),
      seen.map(({ look }) => look.startedAt),
    ],
  )
  const day = dayOf(seen[0]?.look.startedAt ?? new Date(0))
  const { months } = (await policyInForce(client, 'handle.watch', day)).value
  await client.query(
    `INSERT INTO "ReleasedHandle" ("accountId","platformCode","handle","releasedOn","watchUntil")
     SELECT a."id", a."platformCode", a."platformAccountId", $2::date, ($2::date + $3 * interval '1 month')::date
     FROM "SourceIdentity" i JOIN "Account" a ON a."id" = i."accountId"
     WHERE i."sourceId" = ANY($1) AND i."handle" <> a."platformAccountId"
     ON CONFLICT ("accountId","handle") DO NOTHING`,
    [ids, day, months],
  )
}

/** What names the picture: hosts and signatures of its address change from look to look. */
function pictureOf(address: string | null | undefined): string | null {
  return trimmed(address && URL.canParse(address) ? new URL(address).pathname : address)
}

function trimmed(text: string | null | undefined): string | null {
  return text?.trim().slice(0, 500) || null
}
