import { dayOf } from '~/domain/calendar/day'
import { readUrl } from './account'
import type { AccountChanges } from './account-changes'
import { addFeeds, type WriteContext } from './write-accounts.server'

export interface AccountUpdate {
  accountId: string
  changes: AccountChanges
}

const chunk = 5_000

/** Applies what a ledger says anew of registered accounts, with one revision each. Shapes: AccountChanges {field: {from, to}}. */
export async function writeChanges(write: WriteContext, updates: readonly AccountUpdate[], action: string): Promise<void> {
  for (let at = 0; at < updates.length; at += chunk) {
    const part = updates.slice(at, at + chunk)
    await applyToAccounts(write, part)
    await applyToContacts(write, part)
    await addFeeds(
      write,
      part.flatMap(({ accountId, changes }) => (typeof changes.feedUrl?.to === 'string' ? [{ accountId, url: changes.feedUrl.to }] : [])),
    )
    await write.client.query(
      `INSERT INTO "AccountRevision" ("accountId", "at", "action", "actorName", "importId", "changes")
       SELECT w.account, $3::timestamptz, $4, $5, $6::uuid, w.changes FROM unnest($1::uuid[], $2::jsonb[]) AS w(account, changes)`,
      [part.map((u) => u.accountId), part.map((u) => JSON.stringify(u.changes)), write.now, action, write.actorName, write.importId],
    )
  }
}

/** Column and type of what is kept in the account's own row. */
const columns = {
  certifiedSubject: 'text',
  certified: 'boolean',
  contentClass: '"ContentClass"',
  openedOn: 'date',
  filedOn: 'date',
  filingNo: 'text',
  followers: 'int',
  leader: 'text',
  supervisorName: 'text',
  field: 'text',
  platformAccountId: 'text',
  url: 'text',
} as const

const assignments = Object.entries({ ...columns, urlKey: 'text', followersOn: 'date' })
  .map(([name, type]) => `"${name}" = CASE WHEN w.fields ? '${name}' THEN (w.fields ->> '${name}')::${type} ELSE a."${name}" END`)
  .join(', ')

async function applyToAccounts({ client, now }: WriteContext, updates: readonly AccountUpdate[]): Promise<void> {
  await client.query(
    `UPDATE "Account" a SET ${assignments}, "updatedAt" = $3::timestamptz FROM unnest($1::uuid[], $2::jsonb[]) AS w(account, fields) WHERE a."id" = w.account`,
    [updates.map((update) => update.accountId), updates.map((update) => JSON.stringify(fieldsOf(update.changes, now))), now],
  )
}

function fieldsOf(changes: AccountChanges, now: Date): Record<string, unknown> {
  const fields = Object.fromEntries(Object.entries(changes).flatMap(([name, change]) => (name in columns ? [[name, change.to]] : [])))
  if (changes.followers) fields.followersOn = changes.followers.to === null ? null : dayOf(now)
  if (changes.url) fields.urlKey = typeof changes.url.to === 'string' ? (readUrl(changes.url.to)?.key ?? null) : null
  return fields
}

async function applyToContacts({ client }: WriteContext, updates: readonly AccountUpdate[]): Promise<void> {
  const people = updates.filter(({ changes }) => changes.contactName || changes.contactPhone)
  if (people.length === 0) return
  await client.query(`INSERT INTO "AccountContact" ("accountId") SELECT * FROM unnest($1::uuid[]) ON CONFLICT ("accountId") DO NOTHING`, [
    people.map((update) => update.accountId),
  ])
  await client.query(
    `UPDATE "AccountContact" c SET "name" = CASE WHEN w.fields ? 'name' THEN w.fields ->> 'name' ELSE c."name" END,
       "phone" = CASE WHEN w.fields ? 'phone' THEN w.fields ->> 'phone' ELSE c."phone" END
     FROM unnest($1::uuid[], $2::jsonb[]) AS w(account, fields) WHERE c."accountId" = w.account`,
    [people.map((update) => update.accountId), people.map(({ changes }) => JSON.stringify(contactOf(changes)))],
  )
}

function contactOf({ contactName, contactPhone }: AccountChanges): Record<string, unknown> {
  return { ...(contactName && { name: contactName.to }), ...(contactPhone && { phone: contactPhone.to }) }
}
