import type { Pool, PoolClient } from 'pg'
import { type Day, dayFromColumn, dayToColumn } from '~/domain/calendar/day'
import type { Tx } from '~/domain/context'
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
  if (!row) throw none(key, day)
  return { ...row, key, value: parse(key, row.value) }
}

/** The same inside a transaction. */
export async function policyInTx<K extends PolicyKey>(tx: Tx, key: K, day: Day): Promise<Policy<K>> {
  const column = dayToColumn(day)
  const row = await tx.policy.findFirst({
    where: { key, validFrom: { lte: column }, OR: [{ validTo: null }, { validTo: { gte: column } }] },
    orderBy: { validFrom: 'desc' },
  })
  if (!row) throw none(key, day)
  const { validFrom, validTo, ...rest } = row
  return { ...rest, key, value: parse(key, row.value), validFrom: dayFromColumn(validFrom), validTo: validTo && dayFromColumn(validTo) }
}

function none(key: PolicyKey, day: Day): Refused {
  return new Refused('policy.none', `${day} 没有生效的规则（${key}），请先在规则表中补录，或选择更晚的日期。`, { key, day })
}

function parse<K extends PolicyKey>(key: K, value: unknown): PolicyValue<K> {
  return policyValues[key].parse(value) as PolicyValue<K>
}
