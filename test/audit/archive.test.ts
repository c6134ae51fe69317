import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { anchorHead } from '~/domain/audit/anchor-head.server'
import { archiveAudit } from '~/domain/audit/archive.server'
import { isOldEnough, latestCut, usualCut } from '~/domain/audit/retention'
import { verifyAudit } from '~/domain/audit/verify.server'
import { verifyArchiveFile } from '~/domain/audit/verify-archive-file.server'
import { aWorld, type World } from '../support/world'
import { age, aFolder, anchorsIn, asSuperuser, someRows } from './chain'

const dayLength = 86_400_000

/** Rows 1 to 5 four years old, 6 to 8 a year old, 9 to 10 of today, each stretch anchored. */
async function yearsOfAudit(world: World, folder: string) {
  const anchors = anchorsIn(folder)
  await someRows(world, 10)
  await age(world, 8, 365)
  await age(world, 5, 3 * 365 + 10)
  await anchorHead(world.database.pool, anchors, new Date())
  return { anchors, archive: path.join(folder, 'archive'), now: new Date() }
}

test('AUD-7 at least 180 days stay, three years unless told otherwise', () => {
  const now = new Date('2026-11-22T02:00:00Z')
  expect(usualCut(now)).toEqual(new Date('2023-11-22T02:00:00Z'))
  expect(latestCut(now)).toEqual(new Date('2026-05-26T02:00:00Z'))
  expect(isOldEnough(latestCut(now), now)).toBe(true)
  expect(isOldEnough(new Date(latestCut(now).getTime() + 1), now)).toBe(false)
})

test('AUD-7 what is younger than 180 days is not archived, by the command or by hand in the database', async () => {
  await using world = await aWorld()
  await using place = await aFolder()
  const { archive, now } = await yearsOfAudit(world, place.folder)
  const tooYoung = archiveAudit(world.ctx({ now }), { before: new Date(now.getTime() - 179 * dayLength), folder: archive })
  await expect(tooYoung).rejects.toMatchObject({ code: 'audit.tooYoung', message: expect.stringContaining('180 天') })
  await expect(world.database.pool.query(`SELECT "audit_archive"(9, 'x')`)).rejects.toThrow('younger than 180 days')
  await expect(world.database.pool.query(`DELETE FROM "AuditEvent" WHERE "seq" = 1`)).rejects.toThrow('append-only')
  const byHand = `DO $$ BEGIN PERFORM set_config('zhangben.archiving', 'on', true); DELETE FROM "AuditEvent" WHERE "seq" = 10; END $$`
  await expect(world.database.pool.query(byHand)).rejects.toThrow('append-only')
  expect(await world.auditTrail()).toHaveLength(10)
})

test('AUD-7 an archive keeps the chain provable: the table goes on, the file proves itself, the act is in the audit', async () => {
  await using world = await aWorld()
  await using place = await aFolder()
  const { pool } = world.database
  const { anchors, archive, now } = await yearsOfAudit(world, place.folder)

  const [first] = await archiveAudit(world.ctx({ now }), { before: usualCut(now), folder: archive })
  expect(first).toMatchObject({ firstSeq: 1, lastSeq: 5, rows: 5, file: path.join(archive, 'audit-1-5.jsonl.gz') })
  expect(await world.auditTrail()).toEqual([...Array.from({ length: 5 }, () => 'finding.confirm'), 'audit.archive'])
  expect(await verifyAudit(pool, anchors)).toMatchObject({ ok: true, rows: 6, firstSeq: 6, lastSeq: 11, archives: 1 })

  const [second] = await archiveAudit(world.ctx({ now }), { before: latestCut(now), folder: archive })
  expect(second).toMatchObject({ firstSeq: 6, lastSeq: 8 })
  expect(readdirSync(archive).sort()).toEqual(['audit-1-5.jsonl.gz', 'audit-6-8.jsonl.gz'])
  expect(await verifyAudit(pool, anchors)).toMatchObject({ ok: true, rows: 4, firstSeq: 9, archives: 2 })
  for (const file of [first?.file, second?.file]) {
    expect(await verifyArchiveFile(pool, anchors, file ?? '')).toMatchObject({ ok: true, archives: 2 })
  }
  expect(await archiveAudit(world.ctx({ now }), { before: latestCut(now), folder: archive })).toEqual([])
})

test('AUD-7 everything old may go: the next row goes on with the chain', async () => {
  await using world = await aWorld()
  await using place = await aFolder()
  const { pool } = world.database
  const anchors = anchorsIn(place.folder)
  await someRows(world, 4)
  await age(world, 4, 400)
  await anchorHead(pool, anchors, new Date())
  const now = new Date()
  const [made] = await archiveAudit(world.ctx({ now }), { before: latestCut(now), folder: place.folder })
  await someRows(world, 1)
  const proof = await verifyAudit(pool, anchors)
  expect(proof).toMatchObject({ ok: true, rows: 2, firstSeq: 5, lastSeq: 6, anchor: { covered: 1, compared: 0 } })
  expect(await verifyArchiveFile(pool, anchors, made?.file ?? '')).toMatchObject({ ok: true, rows: 4, anchor: { compared: 1 } })
})

test('AUD-7 an archive file that was changed, cut or written anew does not pass', async () => {
  await using world = await aWorld()
  await using place = await aFolder()
  const { pool } = world.database
  const { anchors, archive, now } = await yearsOfAudit(world, place.folder)
  const [made] = await archiveAudit(world.ctx({ now }), { before: usualCut(now), folder: archive })
  const whole = readFileSync(made?.file ?? '')
  const other = path.join(place.folder, 'other.jsonl.gz')
  const proofOf = async (bytes: Uint8Array) => {
    writeFileSync(other, bytes)
    return verifyArchiveFile(pool, anchors, other)
  }
  const lines = gunzipSync(whole).toString().split('\n')
  const edited = lines.map((line) => line.replace('finding.confirm', 'finding.dismiss'))
  expect(await proofOf(whole)).toMatchObject({ ok: true, rows: 5 })
  expect(await proofOf(gzipSync(edited.join('\n')))).toMatchObject({ ok: false, firstBad: 1 })
  expect(await proofOf(gzipSync(lines.toSpliced(2, 1).join('\n')))).toMatchObject({ ok: false, firstBad: 1 })
  expect(await proofOf(whole.subarray(0, whole.length - 30))).toMatchObject({ ok: false })
  expect(await proofOf(Buffer.from('not an archive'))).toMatchObject({ ok: false })
  await expect(verifyArchiveFile(pool, anchors, path.join(place.folder, 'none.gz'))).rejects.toMatchObject({ code: 'ENOENT' })
})

test('AUD-7 rows that do not hold together are not archived', async () => {
  await using world = await aWorld()
  await using place = await aFolder()
  const { archive, now } = await yearsOfAudit(world, place.folder)
  await asSuperuser(world, `UPDATE "AuditEvent" SET "success" = false WHERE "seq" = 3`)
  const refused = archiveAudit(world.ctx({ now }), { before: usualCut(now), folder: archive })
  await expect(refused).rejects.toMatchObject({ code: 'audit.broken', message: expect.stringContaining('第 3 条') })
  expect(await world.auditTrail()).toHaveLength(10)
})
