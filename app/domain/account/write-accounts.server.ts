import type { PoolClient } from 'pg'
import { dayOf } from '~/domain/calendar/day'
import { hostLane, isBridge } from './feed-address'
import type { RowPlan } from './ledger-check'
import { createSpeller, type Spelling } from './pinyin'

export type CreatePlan = Extract<RowPlan, { kind: 'create' }>

/** An account about to be written: its plan, and the unit it belongs to now that every unit has an id. */
interface NewAccount {
  id: string
  unitId: string
  plan: CreatePlan
}

export interface WriteContext {
  client: PoolClient
  /** Ids in ascending order for what is written. */
  nextId: () => string
  importId: string
  actorName: string
  now: Date
}

const chunk = 5_000

/**
 * Writes new accounts with their slots, contacts and sources, set by set. What somebody else took since the check (an id, a slot) is left
 * out and given back, and stays unwritten: the indexes decide, not the check.
 * @param unitIds id of every unit that was created, by its ref
 */
export async function writeAccounts(
  write: WriteContext,
  plans: readonly CreatePlan[],
  unitIds: ReadonlyMap<string, { id: string }>,
  progress: (done: number) => void,
): Promise<{ lost: CreatePlan[] }> {
  const lost: CreatePlan[] = []
  const spell = createSpeller()
  const spellAll = (at: number) => plans.slice(at, at + chunk).map((plan) => spell(plan.row.name))
  let spellings = spellAll(0)
  for (let at = 0; at < plans.length; at += chunk) {
    const accounts = plans
      .slice(at, at + chunk)
      .map((plan) => ({ id: write.nextId(), unitId: unitIds.get(plan.unit)?.id ?? plan.unit, plan }))
    const inserting = insertAccounts(write, accounts, spellings)
    spellings = spellAll(at + chunk) // while the database works
    const held = await insertSlots(write, await inserting)
    const gone = new Set(held)
    lost.push(...accounts.filter((account) => !gone.has(account)).map((account) => account.plan))
    await Promise.all([insertContacts(write, held), insertSources(write, held)])
    progress(at + accounts.length)
  }
  return { lost }
}

async function insertAccounts({ client, importId, now }: WriteContext, accounts: NewAccount[], spellings: Spelling[]) {
  const rows = accounts.map(({ plan }) => plan.row)
  const { rowCount } = await client.query(
    `INSERT INTO "Account" ("id", "unitId", "platformCode", "name", "nameKey", "pinyin", "initials", "platformAccountId", "url", "urlKey",
       "contentClass", "certifiedSubject", "certified", "standing", "filingNo", "openedOn", "filedOn", "followers", "followersOn", "leader",
       "supervisorName", "field", "origin", "importId", "createdAt", "updatedAt")
     SELECT w."id", w."unitId", w."platformCode", w."name", w."nameKey", w."pinyin", w."initials", w."platformAccountId", w."url", w."urlKey",
       w."contentClass"::"ContentClass", w."certifiedSubject", w."certified", w."standing"::"Standing", w."filingNo", w."openedOn", w."filedOn",
       w."followers", CASE WHEN w."followers" IS NULL THEN NULL ELSE $21::date END, w."leader", w."supervisorName", w."field", 'LEDGER',
       $22::uuid, $23::timestamptz, $23::timestamptz
     FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
       $11::text[], $12::text[], $13::boolean[], $14::text[], $15::text[], $16::date[], $17::date[], $18::int[], $19::text[], $20::text[],
       $24::text[])
       AS w("id", "unitId", "platformCode", "name", "nameKey", "pinyin", "initials", "platformAccountId", "url", "urlKey", "contentClass",
         "certifiedSubject", "certified", "standing", "filingNo", "openedOn", "filedOn", "followers", "leader", "supervisorName", "field")
     ON CONFLICT DO NOTHING`,
    [
      accounts.map((account) => account.id),
      accounts.map((account) => account.unitId),
      accounts.map((account) => account.plan.platform.code),
      rows.map((row) => row.name),
      rows.map((row) => row.nameKey),
      spellings.map((spelling) => spelling.pinyin),
      spellings.map((spelling) => spelling.initials),
      rows.map((row) => row.platformAccountId),
      rows.map((row) => row.url),
      rows.map((row) => row.urlKey),
      rows.map((row) => row.contentClass),
      rows.map((row) => row.certifiedSubject),
      rows.map((row) => row.certified),
      accounts.map((account) => (account.plan.unfiled ? 'UNFILED' : 'REGISTERED')),
      rows.map((row) => row.filingNo),
      rows.map((row) => row.openedOn),
      rows.map((row) => row.filedOn),
      rows.map((row) => row.followers),
      rows.map((row) => row.leader),
      rows.map((row) => row.supervisorName),
      dayOf(now),
      importId,
      now,
      rows.map((row) => row.field),
    ],
  )
  return rowCount === accounts.length ? accounts : stillThere(client, accounts)
}

async function stillThere(client: PoolClient, accounts: NewAccount[]): Promise<NewAccount[]> {
  const { rows } = await client.query<{ id: string }>(`SELECT "id" FROM "Account" WHERE "id" = ANY($1::uuid[])`, [
    accounts.map((account) => account.id),
  ])
  const found = new Set(rows.map((row) => row.id))
  return accounts.filter((account) => found.has(account.id))
}

/** Takes the slots; an account whose slot was taken meanwhile is taken out again before anyone sees it. */
async function insertSlots({ client, now, nextId }: WriteContext, accounts: NewAccount[]): Promise<NewAccount[]> {
  const filed = accounts.filter((account) => !account.plan.unfiled)
  const { rowCount } = await client.query(
    `INSERT INTO "Slot" ("id", "unitId", "group", "accountId", "exceptionId", "takenAt")
     SELECT w.id, w.unit, w.grp, w.account, w.exception, $5::timestamptz
     FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $6::uuid[]) AS w(unit, grp, account, exception, id)
     ON CONFLICT DO NOTHING`,
    [
      filed.map((account) => account.unitId),
      filed.map((account) => account.plan.platform.uniquenessGroup),
      filed.map((account) => account.id),
      filed.map((account) => account.plan.exceptionId),
      now,
      filed.map(nextId),
    ],
  )
  if (rowCount === filed.length) return accounts
  const { rows } = await client.query<{ id: string }>(
    `DELETE FROM "Account" a WHERE a."id" = ANY($1::uuid[]) AND NOT EXISTS (SELECT 1 FROM "Slot" s WHERE s."accountId" = a."id") RETURNING a."id"`,
    [filed.map((account) => account.id)],
  )
  const lost = new Set(rows.map((row) => row.id))
  return accounts.filter((account) => !lost.has(account.id))
}

async function insertContacts({ client, nextId }: WriteContext, accounts: NewAccount[]): Promise<void> {
  const people = accounts.filter(({ plan: { row } }) => row.contactName !== null || row.contactPhone !== null)
  if (people.length === 0) return
  await client.query(
    `INSERT INTO "AccountContact" ("id", "accountId", "name", "phone") SELECT * FROM unnest($4::uuid[], $1::uuid[], $2::text[], $3::text[])`,
    [
      people.map((account) => account.id),
      people.map(({ plan }) => plan.row.contactName),
      people.map(({ plan }) => plan.row.contactPhone),
      people.map(nextId),
    ],
  )
}

async function insertSources(write: WriteContext, accounts: NewAccount[]): Promise<void> {
  await addFeeds(
    write,
    accounts.flatMap(({ id, plan }) => (plan.row.feedUrl === null ? [] : [{ accountId: id, url: plan.row.feedUrl }])),
  )
}

/** Feeds of the column 采集地址, due at once. */
export async function addFeeds({ client, now, nextId }: WriteContext, feeds: readonly { accountId: string; url: string }[]): Promise<void> {
  if (feeds.length === 0) return
  await client.query(
    `INSERT INTO "Source" ("id", "accountId", "kind", "url", "lane", "seesAllPosts", "nextRunAt", "createdAt")
     SELECT w.id, w.account, 'FEED', w.url, w.lane, w.all_posts, $5::timestamptz, $5::timestamptz
     FROM unnest($1::uuid[], $2::text[], $3::text[], $4::boolean[], $6::uuid[]) AS w(account, url, lane, all_posts, id)`,
    [
      feeds.map((feed) => feed.accountId),
      feeds.map((feed) => feed.url),
      feeds.map((feed) => hostLane(feed.url)),
      feeds.map((feed) => !isBridge(feed.url)),
      now,
      feeds.map(nextId),
    ],
  )
}
