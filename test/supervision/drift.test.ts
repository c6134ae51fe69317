import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { addInspection } from '~/domain/activity/add-inspection.server'
import { addManualPost } from '~/domain/activity/add-manual-post.server'
import { evaluate } from '~/domain/supervision/evaluate.server'
import { readEvidence } from '~/domain/supervision/evidence'
import { openFiles } from '~/infra/files.server'
import { aCoverage, anAccount, aSource } from '../support/registry'
import { aWorld, today, type World } from '../support/world'

const findings = async (world: World) =>
  (await world.database.db.finding.findMany({ orderBy: { episode: 'asc' } })).filter(({ code }) => code === 'P07')

async function seen(
  world: World,
  accountId: string,
  identity: { name?: string; handle?: string; avatar?: string; certifiedSubject?: string },
  first = identity.avatar,
) {
  const source = await aSource(world, accountId)
  await world.database.db.sourceIdentity.create({
    data: { sourceId: source.id, accountId, ...identity, firstAvatar: first ?? null, at: today },
  })
  return source
}

async function aKnown(world: World, more: { handle?: string; subject?: string; name?: string } = {}) {
  const account = await anAccount(world, { name: more.name ?? '合作发布' })
  const data = { platformAccountId: more.handle ?? '100', certifiedSubject: more.subject ?? '合作市人民政府办公室' }
  await world.database.db.account.update({ where: { id: account.id }, data })
  return account
}

describe('the platform shows an account otherwise than the registry', () => {
  test.each([
    ['another name', { name: '合作政务' }, 'name', '合作发布', '合作政务'],
    ['another certified subject', { certifiedSubject: '某某文化传媒有限公司' }, 'subject', '合作市人民政府办公室', '某某文化传媒有限公司'],
    ['another handle', { handle: '200' }, 'handle', '100', '200'],
  ])('%s is a finding that says both', async (_, identity, field, registered, shown) => {
    await using world = await aWorld()
    const account = await aKnown(world)
    await seen(world, account.id, identity)
    await evaluate(world.ctx(), { asOf: '2026-11-22' })
    const [finding, ...more] = await findings(world)
    expect(more).toEqual([])
    expect(readEvidence({ code: 'P07', lastAsOf: '2026-11-22', evidence: finding?.evidence })).toMatchObject({
      kind: 'drift',
      field,
      registered,
      seen: shown,
    })
  })

  test('another picture than the first one seen', async () => {
    await using world = await aWorld()
    await seen(world, (await aKnown(world)).id, { avatar: '/b.jpg' }, '/a.jpg')
    await evaluate(world.ctx(), { asOf: '2026-11-22' })
    expect(await findings(world)).toMatchObject([{ evidence: { field: 'avatar' } }])
  })

  test.each([
    ['the same, written otherwise', { name: ' 合作 发布', certifiedSubject: '合作市人民政府办公室官方账号', handle: '100' }],
    ['nothing', {}],
  ])('%s is none', async (_, identity) => {
    await using world = await aWorld()
    await seen(world, (await aKnown(world)).id, identity)
    await evaluate(world.ctx(), { asOf: '2026-11-22' })
    expect(await findings(world)).toEqual([])
  })

  test('the newest look that showed the field decides, whichever source had it', async () => {
    await using world = await aWorld()
    const account = await aKnown(world)
    const old = await seen(world, account.id, { name: '合作政务' })
    const { sourceIdentity } = world.database.db
    await sourceIdentity.update({ where: { sourceId: old.id }, data: { at: new Date(today.getTime() - 90 * 86_400_000) } })
    await seen(world, account.id, { name: '合作发布' })
    await evaluate(world.ctx(), { asOf: '2026-11-22' })
    expect(await findings(world)).toEqual([])
  })

  test('it is withdrawn once the registry says the same', async () => {
    await using world = await aWorld()
    const account = await aKnown(world)
    await seen(world, account.id, { name: '合作政务' })
    await evaluate(world.ctx(), { asOf: '2026-11-22' })
    await world.database.db.account.update({ where: { id: account.id }, data: { name: '合作政务' } })
    await evaluate(world.ctx(), { asOf: '2026-11-22' })
    expect(await findings(world)).toMatchObject([{ state: 'WITHDRAWN' }])
  })
})

test('a handle that was given up is watched: whoever shows it next is a finding, until the watch ends', async () => {
  await using world = await aWorld()
  const former = await aKnown(world, { handle: '200' })
  const next = await aKnown(world, { handle: '100', name: '高原文化' })
  await world.database.db.releasedHandle.create({
    data: {
      accountId: former.id,
      platformCode: 'weibo',
      handle: '100',
      releasedOn: new Date('2026-11-01'),
      watchUntil: new Date('2027-05-01'),
    },
  })
  await evaluate(world.ctx(), { asOf: '2026-11-22' })
  const [finding, ...more] = await findings(world)
  expect(more).toEqual([])
  expect(finding).toMatchObject({ accountId: next.id, evidence: { handle: '100', formerName: '合作发布', watchUntil: '2027-05-01' } })
})

test('what an inspector saw is kept with its picture, proves what it shows, and is compared with the registry', async () => {
  await using world = await aWorld()
  const files = openFiles(mkdtempSync(path.join(tmpdir(), 'zb-files-')))
  const screenshotHash = await files.put(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1]))
  const account = await aKnown(world)
  const picture = { screenshotHash, screenshotName: '主页.png' }
  const input = { accountId: account.id, lastPostAt: new Date('2026-10-20T02:00:00Z'), title: '会议', name: '合作政务', ...picture }
  await addInspection(world.ctx(), files, input)
  expect((await evaluate(world.ctx(), { asOf: '2026-11-22' })).levels).toMatchObject({ dormant: 1, unknown: 0 })
  expect(await findings(world)).toMatchObject([{ evidence: { field: 'name', seen: '合作政务', sourceKind: 'INSPECTION' } }])
  expect(await world.database.db.post.findMany()).toMatchObject([{ evidenceHash: screenshotHash, evidenceName: '主页.png' }])
  const program = await files.put(Buffer.from('MZ a program'))
  await expect(addInspection(world.ctx(), files, { ...input, screenshotHash: program })).rejects.toMatchObject({ code: 'file.type' })
  await expect(addInspection(world.ctx(), files, { accountId: account.id, ...picture })).rejects.toMatchObject({
    code: 'inspection.nothing',
  })
  await expect(addInspection(world.ctx(), files, { ...input, lastPostAt: new Date('2027-01-01') })).rejects.toMatchObject({
    code: 'date.future',
  })
})

test('what a second inspection did not look at stays as the first saw it', async () => {
  await using world = await aWorld()
  const files = openFiles(mkdtempSync(path.join(tmpdir(), 'zb-files-')))
  const screenshotHash = await files.put(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1]))
  const account = await aKnown(world)
  const input = { accountId: account.id, screenshotHash, screenshotName: '主页.png' }
  await addInspection(world.ctx(), files, { ...input, name: '合作政务' })
  await addInspection(world.ctx(), files, { ...input, certifiedSubject: '合作市人民政府办公室' })
  await evaluate(world.ctx(), { asOf: '2026-11-22' })
  expect(await findings(world)).toMatchObject([{ evidence: { field: 'name', seen: '合作政务' }, state: 'PROPOSED' }])
})

test('a list that dates a post wrongly does not outweigh who saw it on the platform: inspector or registrar', async () => {
  await using world = await aWorld()
  const files = openFiles(mkdtempSync(path.join(tmpdir(), 'zb-files-')))
  const screenshotHash = await files.put(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1]))
  const url = 'https://weibo.com/1/a'
  for (const by of ['inspector', 'registrar']) {
    const account = await anAccount(world, { name: by })
    const source = await aSource(world, account.id)
    const wrong = new Date('2026-10-13T02:00:00Z')
    const dates = { publishedAt: wrong, activeFrom: wrong, activeAt: wrong, firstSeenAt: today, lastSeenAt: today }
    await world.database.db.post.create({
      data: { accountId: account.id, sourceId: source.id, extKey: url, url, title: '会议', publishedFrom: 'pubDate', ...dates },
    })
    await aCoverage(world, source, '2026-09-01', '2026-11-22')
    const seenAt = new Date('2026-11-21T02:00:00Z')
    const input = { accountId: account.id, title: '会议', url }
    if (by === 'registrar') await addManualPost(world.ctx(), files, { ...input, publishedAt: seenAt })
    else await addInspection(world.ctx(), files, { ...input, lastPostAt: seenAt, screenshotHash, screenshotName: '主页.png' })
  }
  expect((await evaluate(world.ctx(), { asOf: '2026-11-22' })).levels).toMatchObject({ dormant: 0, normal: 2 })
})
