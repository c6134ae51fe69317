import type { Pool, PoolClient } from 'pg'
import type { Identity } from './identity'
import { type KnownAccount, type Registry, type SlotHolder, slotKey } from './registry'

type Client = Pick<Pool | PoolClient, 'query'>

/**
 * What the registry holds that these identities touch: accounts with the same platform id, address, or unit and name, and the live slots
 * and unused exceptions of their units. Accounts that were cancelled or voided are past: their ids and names are free.
 * @param identities with the ids of known units; units that will be created hold nothing yet
 */
export async function loadRegistry(client: Client, identities: readonly Identity[], today: string): Promise<Registry> {
  const accounts = new Map<string, KnownAccount>()
  for (let at = 0; at < identities.length; at += chunk)
    for (const account of await loadAccounts(client, identities.slice(at, at + chunk))) accounts.set(account.id, account)
  const places = knownPlaces(identities)
  return {
    accounts: [...accounts.values()].sort(filedFirst),
    slots: await loadSlots(client, places),
    freeExceptions: await loadExceptions(client, places, today),
  }
}

const chunk = 20_000

/** Of two accounts that a row could mean, the filed one. */
function filedFirst(a: KnownAccount, b: KnownAccount): number {
  return Number(a.standing === 'UNFILED') - Number(b.standing === 'UNFILED')
}

const live = `a."voidedAt" IS NULL AND a."standing" <> 'CANCELLED'`

async function loadAccounts(client: Client, identities: readonly Identity[]): Promise<KnownAccount[]> {
  const withId = identities.filter((identity) => identity.platformAccountId !== null)
  const { rows } = await client.query<KnownAccount>(
    `SELECT a."id", a."unitId", u."name" AS "unitName", a."platformCode", p."uniquenessGroup" AS "group", a."name", a."nameKey",
            a."platformAccountId", a."url", a."urlKey", a."standing", a."certifiedSubject", a."certified", a."contentClass",
            a."openedOn", a."filedOn", a."filingNo", a."followers", a."leader", a."supervisorName", a."field",
            c."name" AS "contactName", c."phone" AS "contactPhone",
            ARRAY(SELECT s."url" FROM "Source" s WHERE s."accountId" = a."id" AND s."kind" = 'FEED') AS "feedUrls"
     FROM "Account" a JOIN "Unit" u ON u."id" = a."unitId" JOIN "Platform" p ON p."code" = a."platformCode"
     LEFT JOIN "AccountContact" c ON c."accountId" = a."id"
     WHERE a."id" IN (
       SELECT a."id" FROM unnest($1::text[], $2::text[]) AS w(platform, id)
       JOIN "Account" a ON a."platformCode" = w.platform AND a."platformAccountId" = w.id WHERE ${live}
       UNION
       SELECT a."id" FROM unnest($3::text[]) AS w(url) JOIN "Account" a ON a."urlKey" = w.url WHERE ${live}
       UNION
       SELECT a."id" FROM unnest($4::uuid[], $5::text[]) AS w(unit, name)
       JOIN "Account" a ON a."unitId" = w.unit AND a."nameKey" = w.name WHERE ${live}
     )
     ORDER BY a."createdAt", a."id"`,
    [
      withId.map((identity) => identity.platformCode),
      withId.map((identity) => identity.platformAccountId),
      identities.flatMap((identity) => (identity.urlKey === null ? [] : [identity.urlKey])),
      ...unitsAndNames(identities),
    ],
  )
  return rows
}

function unitsAndNames(identities: readonly Identity[]): [string[], string[]] {
  const known = identities.filter((identity) => isId(identity.unit))
  return [known.map((identity) => identity.unit), known.map((identity) => identity.nameKey)]
}

/** A unit that will be created goes by its ref, which is no uuid. */
function isId(unit: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(unit)
}

async function loadSlots(client: Client, places: Places): Promise<Map<string, SlotHolder>> {
  const { rows } = await client.query<SlotHolder & { unitId: string; group: string }>(
    `SELECT s."unitId", s."group", u."name" AS "unit", a."name" AS "account", a."filingNo"
     FROM unnest($1::uuid[], $2::text[]) AS w(unit, grp)
     JOIN "Slot" s ON s."unitId" = w.unit AND s."group" = w.grp JOIN "Unit" u ON u."id" = s."unitId"
     LEFT JOIN "Account" a ON a."id" = s."accountId"
     WHERE s."releasedAt" IS NULL AND s."exceptionId" IS NULL`,
    places,
  )
  return new Map(rows.map(({ unitId, group, ...holder }) => [slotKey(unitId, group), holder]))
}

async function loadExceptions(client: Client, places: Places, today: string): Promise<Map<string, string[]>> {
  const { rows } = await client.query<{ id: string; unitId: string; group: string }>(
    `SELECT e."id", e."unitId", e."group"
     FROM unnest($1::uuid[], $2::text[]) AS w(unit, grp) JOIN "SlotException" e ON e."unitId" = w.unit AND e."group" = w.grp
     WHERE e."state" = 'granted' AND e."endsOn" >= $3::date
       AND NOT EXISTS (SELECT 1 FROM "Slot" s WHERE s."exceptionId" = e."id" AND s."releasedAt" IS NULL)
     ORDER BY e."endsOn" DESC, e."id"`,
    [...places, today],
  )
  const free = new Map<string, string[]>()
  for (const row of rows) free.set(slotKey(row.unitId, row.group), [...(free.get(slotKey(row.unitId, row.group)) ?? []), row.id])
  return free
}

type Places = [units: string[], groups: string[]]

/** Units and groups of the registry that the identities touch, each once. */
function knownPlaces(identities: readonly Identity[]): Places {
  const places = new Map<string, Identity>()
  for (const identity of identities) if (isId(identity.unit)) places.set(slotKey(identity.unit, identity.group), identity)
  return [[...places.values()].map((place) => place.unit), [...places.values()].map((place) => place.group)]
}
