import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { type Anchors, openAnchors } from '~/domain/audit/anchors.server'
import { aKeyring } from '../support/server'
import type { World } from '../support/world'

/** A folder of one's own, gone at the end. */
export async function aFolder() {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'zb-audit-'))
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) }
}

/** Anchors in a folder, signed with the keys of the tests. */
export function anchorsIn(folder: string): Anchors {
  return openAnchors(path.join(folder, 'audit.jsonl'), () => aKeyring)
}

/** So many rows, each written as a job would. */
export async function someRows(world: World, n: number): Promise<void> {
  const ctx = world.ctx()
  for (let i = 1; i <= n; i++)
    await ctx.record('finding.confirm', { subject: { type: 'finding', id: String(i) }, detail: { i, 备注: '确认' } })
}

/** Does what a database administrator can: past triggers and rights, in one transaction. */
export async function asSuperuser(world: World, ...statements: string[]): Promise<void> {
  const script = ['BEGIN', 'SET LOCAL session_replication_role = replica', ...statements, 'COMMIT']
  await world.database.pool.query(script.join(';\n'))
}

/** Writes the hashes anew from a row on, as someone who knows the rule would. */
export const rechain = (from: number) => `
  DO $$
  DECLARE
    e "AuditEvent";
    last bytea := coalesce((SELECT "hash" FROM "AuditEvent" WHERE "seq" = ${from - 1}), '\\x');
  BEGIN
    DROP INDEX "AuditEvent_prevHash_key", "AuditEvent_hash_key";
    FOR e IN SELECT * FROM "AuditEvent" WHERE "seq" >= ${from} ORDER BY "seq" LOOP
      UPDATE "AuditEvent" SET "prevHash" = last WHERE "seq" = e."seq";
      UPDATE "AuditEvent" a SET "hash" = "audit_hash"(a) WHERE a."seq" = e."seq" RETURNING "hash" INTO last;
    END LOOP;
    CREATE UNIQUE INDEX "AuditEvent_prevHash_key" ON "AuditEvent" ("prevHash");
    CREATE UNIQUE INDEX "AuditEvent_hash_key" ON "AuditEvent" ("hash");
  END $$`

/** Makes rows old: as if they had been written so many days earlier than now. */
export async function age(world: World, upTo: number, days: number): Promise<void> {
  await asSuperuser(
    world,
    `UPDATE "AuditEvent" SET "recordedAt" = "recordedAt" - interval '${days} days', "at" = "at" - interval '${days} days' WHERE "seq" <= ${upTo}`,
    rechain(1),
  )
}
