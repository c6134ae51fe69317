import type { Pool, PoolClient } from 'pg'
import type { Scope } from '~/domain/context'
import { homeOfScope, loadUnitWorld } from '~/domain/unit/read.server'
import { resolveUnits, type UnitAnswer, type UnitClaim } from '~/domain/unit/resolve'
import type { Identity } from './identity'
import { checkLedger, type LedgerPlan } from './ledger-check'
import type { LedgerRow } from './ledger-rows'
import { loadRegistry } from './load-registry.server'
import type { ReadLedger } from './read-ledger.server'

/** Compares a sheet with the registry as it stands in this connection's eyes. Writes nothing. @param today a Shanghai day */
export async function judgeLedger(
  client: Pick<Pool | PoolClient, 'query'>,
  scope: Scope,
  ledger: ReadLedger,
  today: string,
  unfiledRows: ReadonlySet<number> = new Set(),
): Promise<LedgerPlan> {
  const { claims, claimAt } = distinctClaims(ledger.rows)
  const world = await loadUnitWorld(client, {
    names: new Set(claims.map((claim) => claim.name)),
    usccs: new Set(ledger.rows.flatMap((row) => (row.uscc === null ? [] : [row.uscc]))),
    home: await homeOfScope(client, scope.path),
  })
  const resolution = resolveUnits(claims, world)
  const answers = claimAt.map((at) => resolution.answers[at])
  const { create } = resolution
  const registry = await loadRegistry(client, identitiesOf(ledger.rows, answers), today)
  const paths = new Map(world.known.map((unit) => [unit.id, unit.path]))
  const { rows, problems, notes, title } = ledger
  const pathOf = (unitId: string) => paths.get(unitId) ?? null
  return checkLedger({ rows, problems, notes, title, answers, create, registry, scope: scope.path, pathOf, unfiledRows })
}

/** What the rows say of their units, each saying once, and which one each row says. */
function distinctClaims(rows: readonly LedgerRow[]): { claims: UnitClaim[]; claimAt: number[] } {
  const places = new Map<string, number>()
  const claims: UnitClaim[] = []
  const claimAt = rows.map((row) => {
    const key = `${row.unitName}|${row.tier}|${row.divisionCode}|${row.uscc}|${row.supervisorName}`
    const before = places.get(key)
    if (before !== undefined) return before
    places.set(key, claims.length)
    return claims.push(claimOf(row)) - 1
  })
  return { claims, claimAt }
}

function claimOf(row: LedgerRow): UnitClaim {
  return {
    name: row.unitName,
    ...(row.tier !== null && { tier: row.tier }),
    ...(row.divisionCode !== null && { divisionCode: row.divisionCode }),
    ...(row.uscc !== null && { uscc: row.uscc }),
    ...(row.supervisorName !== null && { supervisorName: row.supervisorName }),
  }
}

function identitiesOf(rows: readonly LedgerRow[], answers: readonly (UnitAnswer | undefined)[]): Identity[] {
  return rows.flatMap((row, at) => {
    const answer = answers[at]
    if (!row.platform || !answer || answer.kind === 'problem') return []
    const { nameKey, platformAccountId, urlKey } = row
    const unit = answer.kind === 'known' ? answer.unit.id : answer.ref
    return [{ unit, platformCode: row.platform.code, group: row.platform.uniquenessGroup, nameKey, platformAccountId, urlKey }]
  })
}
