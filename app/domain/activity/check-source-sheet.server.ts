import { nameKey } from '~/domain/account/account'
import type { LedgerNote } from '~/domain/account/ledger-report'
import type { Scope } from '~/domain/context'
import { kindFacts, mayProveSilence } from './kind'
import { type CellProblem, type Client, planRows, type SheetPlan, saidBefore } from './sheet-account.server'
import type { SourceRow, SourceSheet } from './source-sheet'

/** A good row: the source it asks for. */
export interface PlannedSource {
  row: SourceRow
  accountId: string
  credentialId: string | null
  seesAllPosts: boolean
  /** The account has this very source already. */
  known: boolean
}

export type SourcePlan = SheetPlan<PlannedSource>

/** Compares a sheet with the registry as it stands in this connection's eyes: whose source, by whose authorisation, there already. Writes nothing. */
export async function judgeSources(client: Client, scope: Scope, sheet: SourceSheet): Promise<SourcePlan> {
  const credentials = await loadCredentials(client, scope, sheet)
  const seen = new Map<string, number>()
  const plan = await planRows<SourceRow, PlannedSource>(client, scope, sheet, (row, accountId) => {
    const { kind } = row
    const credential = row.credential === null ? null : credentialOf(row.credential, credentials.get(keyOf(kind, row.credential)), sheet)
    if (credential && 'code' in credential) return { problem: credential }
    const identity = identityOf({ ...row, accountId })
    const problem = saidBefore(seen, identity, row.row, sheet.title(kindFacts[kind].address ? 'url' : 'kind'))
    if (problem) return { problem }
    const credentialId = credential?.id ?? null
    return { plan: { row, accountId, credentialId, seesAllPosts: mayProveSilence(kind, row.own), known: false } }
  })
  plan.notes.push(...(await markKnown(client, plan.plans, sheet)))
  return plan
}

/** What makes a source the same: its account, its kind and, where it has one, its address. */
function identityOf({ accountId, kind, url }: { accountId: string; kind: string; url: string | null }): string {
  return [accountId, kind, url !== null && URL.canParse(url) ? new URL(url).href : url].join(' ')
}

const keyOf = (kind: string, name: string) => `${kind} ${nameKey(name)}`

/** Ids of the authorisations within the actor's units, by kind and name. */
async function loadCredentials(client: Client, scope: Scope, sheet: SourceSheet): Promise<Map<string, string[]>> {
  const wanted = new Set(sheet.rows.flatMap((row) => (row.credential === null ? [] : [row.kind])))
  const found = new Map<string, string[]>()
  if (wanted.size === 0) return found
  const { rows } = await client.query<{ id: string; kind: string; name: string }>(
    `SELECT c."id", c."kind", c."name" FROM "Credential" c JOIN "Unit" u ON u."id" = c."unitId"
     WHERE c."kind" = ANY($1::"SourceKind"[]) AND ($2::text IS NULL OR starts_with(u."path", $2))`,
    [[...wanted], scope.path],
  )
  for (const { id, kind, name } of rows) found.set(keyOf(kind, name), [...(found.get(keyOf(kind, name)) ?? []), id])
  return found
}

function credentialOf(name: string, [id, ...others]: readonly string[] = [], sheet: SourceSheet): { id: string } | CellProblem {
  const say = (code: string, message: string) => ({ column: sheet.title('credential'), code, message })
  if (others.length > 0) return say('credential.ambiguous', `名为“${name}”的采集授权不止一个，请先改名，或在采集来源页面添加。`)
  return id === undefined ? say('credential.unknown', `没有找到名为“${name}”的采集授权。请核对名称，或先登记授权。`) : { id }
}

interface Standing {
  accountId: string
  kind: string
  url: string | null
  seesAllPosts: boolean
  credentialId: string | null
  uid: string | null
}

/** Marks what is there already. It is left as it is: where the row says otherwise, a note tells so. */
async function markKnown(client: Client, plans: readonly PlannedSource[], sheet: SourceSheet): Promise<LedgerNote[]> {
  const { rows } = await client.query<Standing>(
    `SELECT "accountId", "kind", "url", "seesAllPosts", "credentialId", "config"->>'uid' AS "uid" FROM "Source"
     WHERE "accountId" = ANY($1::uuid[]) AND "enabled" ORDER BY "createdAt", "id"`,
    [[...new Set(plans.map(({ accountId }) => accountId))]],
  )
  const standing = new Map(rows.map((source) => [identityOf(source), source]))
  const notes: LedgerNote[] = []
  for (const plan of plans) {
    const source = standing.get(identityOf({ ...plan.row, accountId: plan.accountId }))
    plan.known = source !== undefined
    if (source && differs(source, plan))
      notes.push({
        ...{ row: plan.row.row, column: sheet.title('kind'), code: 'source.differs' },
        message: '该账号已登记过这个采集来源，所填内容与登记的不同。导入不改动已有来源，需要修改请到采集来源页面。',
      })
  }
  return notes
}

function differs(source: Standing, { row, seesAllPosts, credentialId }: PlannedSource): boolean {
  return source.seesAllPosts !== seesAllPosts || source.credentialId !== credentialId || source.uid !== row.uid
}
