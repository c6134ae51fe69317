import type { Pool, PoolClient } from 'pg'
import type { Day } from '~/domain/calendar/day'
import { Refused } from '~/domain/errors'
import { type Policy, type PolicyKey, type PolicyValue, policyValues } from './policy'

interface PolicyRow {
  id: string
  value: unknown
  documentNo: string
  clause: string | null
  validFrom: Day
  validTo: Day | null
}

/**
 * The rule of a key in force on a day; `validTo` is the last day a row holds. Old quarters recompute under old rules.
 * @throws Refused policy.none
 */
export async function policyInForce<K extends PolicyKey>(client: Pick<Pool | PoolClient, 'query'>, key: K, day: Day): Promise<Policy<K>> {
  const { rows } = await client.query<PolicyRow>(
    `SELECT "id", "value", "documentNo", "clause", "validFrom", "validTo" FROM "Policy"
     WHERE "key" = $1 AND "validFrom" <= $2::date AND ("validTo" IS NULL OR "validTo" >= $2::date)
     ORDER BY "validFrom" DESC LIMIT 1`,
    [key, day],
  )
  const row = rows[0]
  if (!row) throw new Refused('policy.none', `${day} 没有生效的规则（${key}），请先在规则表中补录，或选择更晚的日期。`, { key, day })
  return { ...row, key, value: parse(key, row.value) }
}

function parse<K extends PolicyKey>(key: K, value: unknown): PolicyValue<K> {
  return policyValues[key].parse(value) as PolicyValue<K>
}
