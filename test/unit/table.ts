import { readFileSync } from 'node:fs'
import { createDivisionIndex, type Division, type DivisionIndex } from '~/domain/unit/division'

const row = /^\('(\d{6})', '([^']+)', '(PROVINCE|PREFECTURE|COUNTY)', (?:'(\d{6})'|NULL)\)/gm

/** The national table as the migration seeds it, read without a database. */
export function nationalDivisions(): DivisionIndex {
  const sql = readFileSync('prisma/migrations/20261122070000_reference/migration.sql', 'utf8')
  const rows: Division[] = []
  for (const [, code = '', name = '', tier, parent] of sql.matchAll(row)) {
    if (tier === 'PROVINCE' || tier === 'PREFECTURE' || tier === 'COUNTY') rows.push({ code, name, tier, parentCode: parent ?? null })
  }
  return createDivisionIndex(rows)
}
