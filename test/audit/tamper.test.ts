import { expect, test } from 'vitest'
import { anchorHead } from '~/domain/audit/anchor-head.server'
import type { FlawKind } from '~/domain/audit/proof'
import { verifyAudit } from '~/domain/audit/verify.server'
import { aWorld, today } from '../support/world'
import { aFolder, anchorsIn, asSuperuser, rechain, someRows } from './chain'

interface Tampering {
  what: string
  /** On rows 1 to 12, anchored at 5 and at 12. */
  how: string[]
  firstBad: number
  found: FlawKind[]
}

const set = (change: string, seq = 6) => [`UPDATE "AuditEvent" SET ${change} WHERE "seq" = ${seq}`]

/** A row at 7, the rows from there on pushed back by one. */
const insert = [
  `UPDATE "AuditEvent" SET "seq" = -"seq" - 1 WHERE "seq" >= 7`,
  `UPDATE "AuditEvent" SET "seq" = -"seq" WHERE "seq" < 0`,
  `INSERT INTO "AuditEvent" SELECT 7, "at", "actorKind", 'someone', "actorName", "action", "subjectType", "subjectId", "unitId", "requestId", "success",
     "detail", "recordedAt", "actorRoles", "ip", "userAgent", sha256('a'), sha256('b') FROM "AuditEvent" WHERE "seq" = 6`,
]

const swap = [
  `UPDATE "AuditEvent" SET "seq" = -4 WHERE "seq" = 4`,
  `UPDATE "AuditEvent" SET "seq" = 4 WHERE "seq" = 9`,
  `UPDATE "AuditEvent" SET "seq" = 9 WHERE "seq" = -4`,
]

const tamperings: Tampering[] = [
  { what: 'an edited detail', how: set(`"detail" = '{"i": 7}'`), firstBad: 6, found: ['edited'] },
  { what: 'an edited outcome', how: set('"success" = false'), firstBad: 6, found: ['edited'] },
  { what: 'an edited time of the act', how: set(`"at" = "at" + interval '1 microsecond'`), firstBad: 6, found: ['edited'] },
  { what: 'an edited time of writing', how: set(`"recordedAt" = "recordedAt" - interval '1 day'`), firstBad: 6, found: ['edited'] },
  { what: 'a time that is no time', how: set(`"at" = 'infinity'`), firstBad: 6, found: ['edited'] },
  { what: 'an edited person', how: set(`"actorId" = 'someone'`), firstBad: 6, found: ['edited'] },
  { what: 'edited roles', how: set(`"actorRoles" = '{auditor}'`), firstBad: 6, found: ['edited'] },
  { what: 'an edited action', how: set(`"action" = 'finding.dismiss'`), firstBad: 6, found: ['edited'] },
  { what: 'an edited address', how: set(`"ip" = '10.0.0.1'`), firstBad: 6, found: ['edited'] },
  { what: 'an edited subject', how: set(`"subjectId" = '7'`), firstBad: 6, found: ['edited'] },
  { what: 'an edited hash', how: set(`"hash" = sha256('x')`), firstBad: 6, found: ['edited', 'link'] },
  {
    what: 'a row edited and hashed anew',
    how: [...set(`"detail" = '{}'`), `UPDATE "AuditEvent" e SET "hash" = "audit_hash"(e) WHERE "seq" = 6`],
    firstBad: 7,
    found: ['link'],
  },
  { what: 'a deleted middle', how: [`DELETE FROM "AuditEvent" WHERE "seq" IN (7, 8)`], firstBad: 7, found: ['missing'] },
  { what: 'a deleted beginning', how: [`DELETE FROM "AuditEvent" WHERE "seq" <= 2`], firstBad: 1, found: ['missing'] },
  { what: 'a deleted tail', how: [`DELETE FROM "AuditEvent" WHERE "seq" > 10`], firstBad: 11, found: ['anchorGone'] },
  { what: 'everything deleted', how: [`DELETE FROM "AuditEvent"`], firstBad: 1, found: ['anchorGone'] },
  { what: 'two rows swapped', how: swap, firstBad: 4, found: ['edited', 'link'] },
  { what: 'two rows swapped, the chain written anew', how: [...swap, rechain(4)], firstBad: 5, found: ['anchorDiffers'] },
  { what: 'an inserted row', how: insert, firstBad: 7, found: ['edited', 'link', 'anchorDiffers'] },
  { what: 'an inserted row, the chain written anew', how: [...insert, rechain(7)], firstBad: 12, found: ['anchorDiffers'] },
  { what: 'a row before the first', how: set('"seq" = 0', 6), firstBad: 0, found: ['edited', 'outside', 'missing', 'link'] },
  { what: 'a suffix written anew', how: [...set(`"detail" = '{}'`), rechain(6)], firstBad: 12, found: ['anchorDiffers'] },
  { what: 'everything written anew', how: [...set(`"detail" = '{}'`, 1), rechain(1)], firstBad: 5, found: ['anchorDiffers'] },
  {
    what: 'a middle deleted, the rest renumbered and written anew',
    how: [`DELETE FROM "AuditEvent" WHERE "seq" = 6`, `UPDATE "AuditEvent" SET "seq" = "seq" - 1 WHERE "seq" > 6`, rechain(6)],
    firstBad: 12,
    found: ['anchorGone'],
  },
  {
    what: 'a beginning deleted under an archive that never was',
    how: [
      `INSERT INTO "AuditArchive" ("firstSeq", "lastSeq", "lastHash", "fileHash", "at") SELECT 1, 6, "hash", repeat('a', 64), now() FROM "AuditEvent" WHERE "seq" = 6`,
      `DELETE FROM "AuditEvent" WHERE "seq" <= 6`,
    ],
    firstBad: 1,
    found: ['archiveUnrecorded'],
  },
]

for (const { what, how, firstBad, found } of tamperings) {
  test(`AUD-5 found: ${what}`, async () => {
    await using world = await aWorld()
    await using place = await aFolder()
    const { pool } = world.database
    const anchors = anchorsIn(place.folder)
    await someRows(world, 5)
    expect(await anchorHead(pool, anchors, today)).toBe(true)
    await someRows(world, 7)
    await anchorHead(pool, anchors, today)
    expect(await verifyAudit(pool, anchors)).toMatchObject({ ok: true, rows: 12, firstSeq: 1, lastSeq: 12, anchor: { compared: 2 } })

    await asSuperuser(world, ...how)

    const proof = await verifyAudit(pool, anchors)
    expect(proof).toMatchObject({ ok: false, firstBad })
    expect(new Set(proof.flaws.map(({ kind }) => kind))).toEqual(new Set(found))
  })
}

test('AUD-5 rows written after a tail was deleted do not cover it, nor do their anchors', async () => {
  await using world = await aWorld()
  await using place = await aFolder()
  const { pool } = world.database
  const anchors = anchorsIn(place.folder)
  await someRows(world, 8)
  await anchorHead(pool, anchors, today)
  await asSuperuser(world, `DELETE FROM "AuditEvent" WHERE "seq" > 6`)
  await someRows(world, 4)
  await anchorHead(pool, anchors, today)
  expect(await verifyAudit(pool, anchors)).toMatchObject({ ok: false, firstBad: 8, rows: 10, anchor: { compared: 2 } })
})

test('AUD-5 a function that lies in the database does not mislead the check', async () => {
  await using world = await aWorld()
  await using place = await aFolder()
  const { pool } = world.database
  await someRows(world, 3)
  const { rows } = await pool.query<{ honest: string }>(`SELECT pg_get_functiondef('"audit_hash"'::regproc) AS honest`)
  await asSuperuser(
    world,
    `CREATE OR REPLACE FUNCTION "audit_hash"(e "AuditEvent") RETURNS bytea LANGUAGE sql STABLE AS 'SELECT e."hash"'`,
    ...set('"success" = false', 2),
  )
  try {
    expect(await verifyAudit(pool, anchorsIn(place.folder))).toMatchObject({ ok: false, firstBad: 2 })
  } finally {
    await pool.query(rows[0]?.honest ?? '')
  }
})

test('AUD-5 what was compared is told; an empty audit is whole and says that nothing was looked at', async () => {
  await using world = await aWorld()
  await using place = await aFolder()
  const proof = await verifyAudit(world.database.pool, anchorsIn(place.folder))
  expect(proof).toMatchObject({ ok: true, rows: 0, firstSeq: null, lastSeq: null, archives: 0, protected: false })
  expect(proof.anchor).toMatchObject({ compared: 0, covered: 0, unverified: 0, foreign: 0, last: null })
})
