import { mkdtempSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import path from 'node:path'
import cron from 'node-cron'
import { expect, test, vi } from 'vitest'
import { openFiles } from '~/infra/files.server'
import type { Job } from '../../jobs/job'
import { type Entry, timetable } from '../../jobs/schedule'
import { startJobs } from '../../jobs/start'
import { addFeed, patientFetch } from '../support/collector'
import { aFeedServer, body, rss } from '../support/feed-server'
import { anAccount } from '../support/registry'
import { aWorld, type World } from '../support/world'

/** Queues are polled, on a machine that may be busy. */

const never: Entry = { key: 'probe', cron: '0 0 29 2 *', job: 'probe', words: ['--as-of', '{day}'], makeUpHours: 0 }
const dueAt = new Date('2026-11-22T22:30:00Z')

/** A job that notes how it was called and ends when it is told to. */
function aProbe(end: () => Promise<void> = async () => undefined) {
  const calls: unknown[] = []
  const job: Job = {
    name: 'probe',
    usage: 'probe --as-of <day>',
    database: true,
    async run({ flags, ctx }) {
      calls.push({ flags, actor: ctx.actor })
      await end()
      return { exit: 0, json: { calls: calls.length } }
    },
  }
  return { job, calls }
}

function aProcess(world: World, job: Job) {
  const files = openFiles(mkdtempSync(path.join(tmpdir(), 'zb-files-')))
  return startJobs(world.database, files, { jobs: [job], entries: [never], retryDelay: 0, collector: null })
}

const runs = async (world: World) => (await world.database.pool.query(`SELECT "job", "dueAt", "state" FROM "JobRun"`)).rows

test('three processes tick at once: one run, with the day it was due, and its result on record', async () => {
  await using world = await aWorld()
  const { job, calls } = aProbe()
  const processes = [await aProcess(world, job), await aProcess(world, job), await aProcess(world, job)]
  const claimed = await Promise.all(processes.map((one) => one.tick(never, new Date(dueAt.getTime() + 41))))
  expect(claimed.filter(Boolean)).toHaveLength(1)

  await vi.waitFor(async () => expect(await runs(world)).toEqual([{ job: 'probe', dueAt, state: 'done' }]), { timeout: 60_000 })
  expect(calls).toEqual([{ flags: { 'as-of': '2026-11-23' }, actor: { kind: 'job', name: 'probe' } }])
  await Promise.all(processes.map((one) => one.stop()))
})

test('what a killed process had in hand is done again', async () => {
  await using world = await aWorld()
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const first = aProbe(() => held)
  const killed = await aProcess(world, first.job)
  await killed.tick(never, dueAt)
  await vi.waitFor(() => expect(first.calls).toHaveLength(1), { timeout: 60_000 })
  await world.database.pool.query(`UPDATE "JobRun" SET "owner" = $1`, [`${hostname()}:999999999`])

  const second = aProbe()
  const next = await aProcess(world, second.job)
  await vi.waitFor(() => expect(second.calls).toHaveLength(1), { timeout: 60_000 })
  await next.stop()
  expect(await runs(world)).toEqual([{ job: 'probe', dueAt, state: 'done' }])
  release()
  await killed.stop()
})

test('a tick hands out what is due and collectors of several processes look at each source once', async () => {
  await using world = await aWorld()
  await using platform = await aFeedServer()
  for (let n = 0; n < 12; n++) {
    const url = platform.on(`/${n}`, body(rss([{ guid: `${n}`, title: '会议', date: '2026-11-20' }])))
    await addFeed(world.ctx(), { accountId: (await anAccount(world)).id, url, seesAllPosts: true })
  }
  const entry: Entry = { ...never, key: 'collect', job: 'dispatch', words: [] }
  const files = openFiles(mkdtempSync(path.join(tmpdir(), 'zb-files-')))
  const collector = { idleMs: 50, tools: { fetch: patientFetch(), spacing: 0 } }
  const processes = [1, 2].map(() => startJobs(world.database, files, { jobs: [], entries: [entry], retryDelay: 0, collector }))
  const running = await Promise.all(processes)
  await Promise.all(running.map((one) => one.tick(entry, new Date())))
  const looked = () => world.database.db.collectRun.count()
  await vi.waitFor(async () => expect(await looked()).toBe(12), { timeout: 60_000 })
  await Promise.all(running.map((one) => one.stop()))
  expect(Array.from({ length: 12 }, (_, n) => platform.hits(`/${n}`))).toEqual(Array(12).fill(1))
  const trail = await world.auditTrail()
  expect(trail).toContain('activity.dispatch')
  expect(trail).toContain('activity.collect')
})

test('every line of the timetable can be read', () => {
  for (const entry of timetable) expect(cron.validate(entry.cron), entry.key).toBe(true)
  expect(new Set(timetable.map((entry) => entry.key)).size).toBe(timetable.length)
})
