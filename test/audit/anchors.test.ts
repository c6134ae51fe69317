import { appendFileSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { anchorHead } from '~/domain/audit/anchor-head.server'
import { openAnchors } from '~/domain/audit/anchors.server'
import { verifyAudit } from '~/domain/audit/verify.server'
import { openKeyring } from '~/infra/secret.server'
import { keepAnchoring } from '../../jobs/anchor'
import { aKeyring } from '../support/server'
import { aWorld, today } from '../support/world'
import { aFolder, anchorsIn, someRows } from './chain'

const hash = 'a'.repeat(64)

test('an anchor is written when the head has moved and not again', async () => {
  await using world = await aWorld()
  await using place = await aFolder()
  const { pool } = world.database
  const anchors = anchorsIn(place.folder)
  expect(await anchorHead(pool, anchors, today)).toBe(false)
  await someRows(world, 2)
  expect(await anchorHead(pool, anchors, today)).toBe(true)
  expect(await anchorHead(pool, anchors, today)).toBe(false)
  await someRows(world, 1)
  expect(await anchorHead(pool, anchors, today)).toBe(true)
  const lines = readFileSync(anchors.file, 'utf8').trim().split('\n')
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ seq: 2, at: '2026-11-22T02:00:00.000Z' }, { seq: 3 }])
})

test('the file is its owner’s alone, and processes that append at once do not tear its lines', async () => {
  await using place = await aFolder()
  const file = path.join(place.folder, 'anchors', 'audit.jsonl')
  const twenty = Array.from({ length: 20 }, (_, seq) => {
    const anchors = openAnchors(file, () => aKeyring)
    return anchors.add({ database: 1, seq: seq + 1, hash }, today)
  })
  await Promise.all(twenty)
  const states: string[] = []
  for await (const { state } of openAnchors(file, () => aKeyring).lines()) states.push(state)
  expect(states).toEqual(Array.from({ length: 20 }, () => 'valid'))
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(statSync(path.dirname(file)).mode & 0o777).toBe(0o700)
})

test('the last anchor of a database is found behind many of another', async () => {
  await using place = await aFolder()
  const anchors = anchorsIn(place.folder)
  expect(await anchors.last(1)).toBeNull()
  await anchors.add({ database: 1, seq: 7, hash }, today)
  const line = JSON.stringify({ database: 2, seq: 1, hash, at: today.toISOString(), key: 'k', hmac: 'm' })
  appendFileSync(anchors.file, `${line}\n`.repeat(2000))
  expect(await anchors.last(1)).toMatchObject({ seq: 7 })
  expect(await anchors.last(2)).toMatchObject({ seq: 1 })
  expect(await anchors.last(3)).toBeNull()
})

test('anchors of another database are counted and left aside', async () => {
  await using world = await aWorld()
  await using place = await aFolder()
  const { pool } = world.database
  const anchors = anchorsIn(place.folder)
  await anchors.add({ database: 1, seq: 999, hash }, today)
  await someRows(world, 2)
  await anchorHead(pool, anchors, today)
  expect(await verifyAudit(pool, anchors)).toMatchObject({ ok: true, anchor: { compared: 1, foreign: 1, last: { seq: 2 } } })
})

test('an anchor whose key is unknown is compared all the same, and told apart', async () => {
  await using world = await aWorld()
  await using place = await aFolder()
  const { pool } = world.database
  await someRows(world, 2)
  const other = openKeyring(['the secret of former times, thirty-two characters'])
  await anchorHead(
    pool,
    openAnchors(anchorsIn(place.folder).file, () => other),
    today,
  )
  expect(await verifyAudit(pool, anchorsIn(place.folder))).toMatchObject({ ok: true, anchor: { compared: 1, unverified: 1 } })
})

test('AUD-5 an anchor that was altered to fit is found by its signature', async () => {
  await using world = await aWorld()
  await using place = await aFolder()
  const { pool } = world.database
  const anchors = anchorsIn(place.folder)
  await someRows(world, 3)
  await anchorHead(pool, anchors, today)
  writeFileSync(anchors.file, readFileSync(anchors.file, 'utf8').replace('"seq":3', '"seq":2'))
  expect(await verifyAudit(pool, anchors)).toMatchObject({ ok: false, firstBad: 2, flaws: [{ kind: 'anchorForged', seq: 2 }] })
})

test('a line torn by a crash is told, and the next one stands by itself', async () => {
  await using world = await aWorld()
  await using place = await aFolder()
  const { pool } = world.database
  const anchors = anchorsIn(place.folder)
  await someRows(world, 1)
  await anchorHead(pool, anchors, today)
  truncateSync(anchors.file, statSync(anchors.file).size - 20)
  await someRows(world, 1)
  await anchorHead(pool, anchors, today)
  const proof = await verifyAudit(pool, anchors)
  expect(proof).toMatchObject({ ok: false, flaws: [{ kind: 'anchorDamaged', seq: null }], anchor: { compared: 1, last: { seq: 2 } } })
  expect(proof).not.toHaveProperty('firstBad')
})

test('the jobs process anchors as it starts and once more as it ends', async () => {
  await using world = await aWorld()
  await using place = await aFolder()
  const anchors = anchorsIn(place.folder)
  const said: string[] = []
  const settings = {
    anchors: anchors.file,
    dataDir: place.folder,
    secret: 'a secret for tests, thirty-two characters',
    previousSecrets: [],
  }
  await someRows(world, 1)
  const anchoring = keepAnchoring(world.database.pool, settings, (line) => said.push(line))
  await someRows(world, 1)
  await anchoring.stop()
  expect(await verifyAudit(world.database.pool, anchors)).toMatchObject({ ok: true, anchor: { unverified: 0, last: { seq: 2 } } })
  expect(said).toEqual([])
})

test('looking at an audit without anchors asks for no key', async () => {
  await using world = await aWorld()
  await using place = await aFolder()
  const anchors = openAnchors(path.join(place.folder, 'none', 'audit.jsonl'), () => {
    throw new Error('a key was made')
  })
  expect(await verifyAudit(world.database.pool, anchors)).toMatchObject({ ok: true })
})
