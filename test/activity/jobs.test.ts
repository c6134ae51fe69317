import { mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { DomainError } from '~/domain/errors'
import type { JobCall } from '../../jobs/job'
import { job as parseFeed } from '../../jobs/parse-feed'
import { addFeed } from '../support/collector'
import { command } from '../support/command'
import { aFeedServer, body, loginPage, rss } from '../support/feed-server'
import { anAccount } from '../support/registry'
import { aWorld } from '../support/world'

afterEach(() => vi.unstubAllEnvs())

const parse = (name: string) => {
  const call: Pick<JobCall, 'args' | 'flags' | 'path'> = { args: [name], flags: {}, path: (file) => path.resolve(file) }
  return parseFeed.run(call as JobCall)
}

test('parse-feed reads a file without a database', async () => {
  expect(parseFeed.database).toBe(false)
  const result = await parse('test/data/feeds/gulp-atom.atom')
  expect(result).toMatchObject({ exit: 0, json: { format: 'atom', notes: [] } })
  const { items } = JSON.parse(JSON.stringify(result.json))
  expect(items).toHaveLength(10)
  expect(items[0]).toEqual({
    title: 'v3.9.0',
    url: 'https://github.com/gulpjs/gulp/releases/tag/v3.9.0',
    publishedAt: '2015-06-01T21:49:41.000Z',
    extKey: 'tag:github.com,2008:Repository/11167738/v3.9.0',
  })
})

test('parse-feed: refused content is 1, what cannot be opened 2', async () => {
  expect(await parse('test/data/feeds/unrecognized.rss')).toMatchObject({
    exit: 1,
    json: { format: null, items: [], error: { code: 'feed.html' } },
  })
  await expect(parse('test/data/feeds/none.rss')).rejects.toMatchObject({ code: 'ENOENT' })
  await expect(parse('http://127.0.0.1/feed')).rejects.toMatchObject({ name: 'Usage', code: 'fetch.private-address' })
  await expect(parse('file:///etc/passwd')).rejects.toMatchObject({ code: 'fetch.scheme' })
  await expect(parse('')).rejects.toBeInstanceOf(DomainError)
})

test('parse-feed and collect reach the networks the administrator opened', async () => {
  vi.stubEnv('ZHANGBEN_ALLOW_CIDR', '127.0.0.0/8')
  await using world = await aWorld()
  await using platform = await aFeedServer()
  const url = platform.on('/feed', body(rss([{ guid: '1', link: '/1', date: '2026-11-20' }])))
  expect(await parse(url)).toMatchObject({ exit: 0, json: { items: [{ url: `${platform.origin}/1` }] } })
  expect(await parse(platform.on('/login', loginPage))).toMatchObject({ exit: 1 })

  const account = await anAccount(world)
  await addFeed(world.ctx(), { accountId: account.id, url, seesAllPosts: true })
  const looked = await command(world, 'collect', [], { account: account.id })
  const zero = { ok: 0, unchanged: 0, empty: 0, partial: 0, failed: 0, blocked: 0, notReady: 0, newPosts: 0 }
  expect(looked).toMatchObject({ exit: 0, json: { ...zero, sources: 1, ok: 1, newPosts: 1 } })
  expect(await command(world, 'collect', [], { due: true })).toMatchObject({ json: { ...zero, sources: 0 } })
  await expect(command(world, 'collect', [], { account: 'x' })).rejects.toMatchObject({ name: 'Usage' })
})

test('import-activity answers with the ledger’s shape', async () => {
  await using world = await aWorld()
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'zb-sheet-')), '活动表.csv')
  writeFileSync(file, '平台,账号名称,主办单位,覆盖起,覆盖止,发布数,最后发布时间\n微博,甘南教育,甘南州教育局,2026-07-01,2026-09-30,0,\n')
  const { exit, json } = await command(world, 'import-activity', [file], { 'dry-run': true })
  expect(exit).toBe(1)
  expect(json).toEqual({
    ...{ rows: 1, accepted: 0, rejected: 1, created: 0, updated: 0, unchanged: 0, units: [], notes: [] },
    problems: [{ row: 2, column: '主办单位', code: 'unit.unknown', message: expect.stringContaining('不在台账中') }],
  })
})
