import { describe, expect, test } from 'vitest'
import type { Actor } from '~/domain/context'
import { decideFindings } from '~/domain/supervision/decide-findings.server'
import { evaluate } from '~/domain/supervision/evaluate.server'
import { listFindingsInput } from '~/domain/supervision/inputs'
import { getOverview } from '~/domain/supervision/overview.server'
import { listFindings } from '~/domain/supervision/read.server'
import { aCoverage, aFollowedAccount, anAccount, aPost, aSlot, aUnit } from '../support/registry'
import { aWorld, today, type World } from '../support/world'

const asOf = '2026-09-30'
const findings = (world: World) =>
  world.database.db.finding.findMany({
    orderBy: [{ code: 'asc' }, { episode: 'asc' }],
    select: { code: true, episode: true, state: true, firstAsOf: true, lastAsOf: true },
  })
const day = (text: string) => new Date(`${text}T00:00:00Z`)
const registrar = (unitId: string | null): Actor => ({
  kind: 'person',
  id: '5f0c6a36-64d5-4d5c-9a2b-6d2c1f7f0001',
  name: '王芳',
  roles: ['registrar'],
  unitId,
  demo: false,
})
const list = (world: World, input: Parameters<typeof listFindingsInput.parse>[0] = {}, scope: { path: string | null } = { path: null }) =>
  listFindings(world.ctx({ scope }), listFindingsInput.parse(input))

/** A county account silent since 2026-08-20, followed until the end of October. */
async function aSilentCounty(world: World) {
  const top = await aUnit(world)
  const county = await aUnit(world, { parentId: top.id, name: '合作市人民政府办公室', tier: 'COUNTY', divisionCode: '623001' })
  const { account, source } = await aFollowedAccount(world, {
    unitId: county.id,
    from: '2026-01-01',
    until: '2026-11-01',
    lastPost: '2026-08-20',
  })
  return { top, county, account, source }
}

describe('a silence is one finding', () => {
  test('raised once, extended, and raised anew for the next rung and the next silence', async () => {
    await using world = await aWorld()
    const { source } = await aSilentCounty(world)
    for (const asOf of ['2026-09-30', '2026-09-10', '2026-10-31']) await evaluate(world.ctx(), { asOf })
    const episode = '2026-08-20T04:00:00.000Z'
    expect(await findings(world)).toEqual([
      { code: 'P01', episode, state: 'PROPOSED', firstAsOf: day('2026-09-10'), lastAsOf: day('2026-10-31') },
    ])
    await aPost(world, source, '2026-11-01')
    await aCoverage(world, source, '2026-11-01', new Date(today.getTime() - 3_600_000))
    await evaluate(world.ctx(), { asOf: '2026-11-20' })
    expect(await findings(world)).toMatchObject([
      { episode, state: 'PROPOSED' },
      { code: 'P01', episode: '2026-11-01T04:00:00.000Z', lastAsOf: day('2026-11-20') },
    ])
  })

  test('carries the evidence a letter needs', async () => {
    await using world = await aWorld()
    const { source } = await aSilentCounty(world)
    const run = { sourceId: source.id, endedAt: today, outcome: 'UNCHANGED' as const }
    await world.database.db.collectRun.createMany({
      data: ['2026-08-01', '2026-09-01', '2026-09-20', '2026-10-02'].map((on) => ({ ...run, startedAt: new Date(`${on}T02:00:00Z`) })),
    })
    await evaluate(world.ctx(), { asOf })
    const finding = await world.database.db.finding.findFirstOrThrow()
    expect(finding.evidence).toMatchObject({
      level: 'DORMANT',
      days: 41,
      lastPostTitle: '我州召开政务公开工作会议',
      checks: 2,
      documentNo: '国办秘函〔2019〕19号',
    })
  })

  test('is withdrawn when the evidence changes, and comes back when it does', async () => {
    await using world = await aWorld()
    const { source } = await aSilentCounty(world)
    await evaluate(world.ctx(), { asOf })
    const late = await aPost(world, source, '2026-09-28')
    await evaluate(world.ctx(), { asOf })
    expect(await findings(world)).toMatchObject([{ state: 'WITHDRAWN' }])
    await world.database.db.post.delete({ where: { id: late.id } })
    await evaluate(world.ctx(), { asOf })
    expect(await findings(world)).toMatchObject([{ state: 'PROPOSED' }])
  })

  test('is withdrawn by a post learned of later, though only another day is evaluated', async () => {
    await using world = await aWorld()
    const { source } = await aSilentCounty(world)
    await evaluate(world.ctx(), { asOf })
    await aPost(world, source, '2026-09-25')
    await evaluate(world.ctx(), { asOf: '2026-10-01' })
    expect(await findings(world)).toMatchObject([{ state: 'WITHDRAWN', lastAsOf: day(asOf) }])
  })
})

describe('a registrar decides', () => {
  test('many at once, each only once', async () => {
    await using world = await aWorld()
    const { top } = await aSilentCounty(world)
    await aFollowedAccount(world, { unitId: top.id, from: '2026-01-01', until: '2026-10-01', lastPost: '2026-02-01' })
    await evaluate(world.ctx(), { asOf })
    const { rows } = await list(world, { state: 'PROPOSED' })
    const ctx = world.ctx({ actor: registrar(top.id), scope: { path: top.path } })
    const findingIds = rows.map((row) => row.id)
    expect(await decideFindings(ctx, { findingIds, decision: 'confirm' })).toEqual({ decided: 2, withdrawn: 0 })
    await expect(decideFindings(ctx, { findingIds, decision: 'dismiss', reason: '误判' })).rejects.toMatchObject({
      code: 'finding.decided',
    })
    expect(await findings(world)).toMatchObject([{ state: 'CONFIRMED' }, { state: 'CONFIRMED' }])
    expect(await world.auditTrail()).toEqual(['supervision.evaluate', 'finding.confirm'])
  })

  test('a dismissed silence is not raised again and its account is not unqualified', async () => {
    await using world = await aWorld()
    const { top } = await aSilentCounty(world)
    await evaluate(world.ctx(), { asOf })
    expect(await getOverview(world.ctx())).toMatchObject({ asOf, total: 1, checked: 1, unqualified: 1, proposed: 1 })
    const [finding] = (await list(world)).rows
    await decideFindings(world.ctx({ actor: registrar(top.id) }), {
      findingIds: [finding?.id ?? ''],
      decision: 'dismiss',
      reason: '平台限流，已核实有更新',
    })
    await evaluate(world.ctx(), { asOf: '2026-10-05' })
    expect(await findings(world)).toMatchObject([{ state: 'DISMISSED', lastAsOf: day('2026-10-05') }])
    expect(await getOverview(world.ctx())).toMatchObject({ asOf: '2026-10-05', unqualified: 0, proposed: 0, levels: { dormant: 1 } })
  })

  test('not of the own unit, except at the top office, and nothing outside the scope', async () => {
    await using world = await aWorld()
    const { top, county } = await aSilentCounty(world)
    const { account } = await aFollowedAccount(world, { unitId: top.id, from: '2026-01-01', until: '2026-10-01', lastPost: '2026-08-01' })
    await evaluate(world.ctx(), { asOf })
    const [own] = (await list(world, { accountId: account.id })).rows
    const [lower] = (await list(world, { unitId: county.id })).rows
    const inCounty = world.ctx({ actor: registrar(county.id), scope: { path: county.path } })
    const confirm = (id: string | undefined) => ({ findingIds: [id ?? ''], decision: 'confirm' as const })
    await expect(decideFindings(inCounty, confirm(lower?.id))).rejects.toMatchObject({ code: 'finding.own' })
    await expect(decideFindings(inCounty, confirm(own?.id))).rejects.toMatchObject({ code: 'not-found' })
    await expect(
      decideFindings(world.ctx({ actor: registrar(top.id), scope: { path: top.path } }), confirm(own?.id)),
    ).resolves.toMatchObject({ decided: 1 })
  })

  test('confirming a silence that a post has broken meanwhile withdraws it instead', async () => {
    await using world = await aWorld()
    const { top, source } = await aSilentCounty(world)
    await evaluate(world.ctx(), { asOf })
    await aPost(world, source, '2026-09-25')
    const [finding] = (await list(world)).rows
    const ctx = world.ctx({ actor: registrar(top.id) })
    expect(await decideFindings(ctx, { findingIds: [finding?.id ?? ''], decision: 'confirm' })).toEqual({ decided: 0, withdrawn: 1 })
  })
})

describe('slots', () => {
  test('an unfiled second account is P08 and P06, and neither once it is filed', async () => {
    await using world = await aWorld()
    const unitId = (await aUnit(world)).id
    await aSlot(world, (await anAccount(world, { unitId })).id)
    const second = await anAccount(world, { unitId, name: '合作政务', standing: 'UNFILED' })
    await evaluate(world.ctx(), { asOf })
    expect(await findings(world)).toMatchObject([
      { code: 'P06', episode: 'duplicate' },
      { code: 'P08', episode: 'unfiled' },
    ])
    await world.database.db.account.update({ where: { id: second.id }, data: { standing: 'REGISTERED' } })
    await evaluate(world.ctx(), { asOf })
    expect(await findings(world)).toMatchObject([{ state: 'WITHDRAWN' }, { state: 'WITHDRAWN' }])
  })

  test('an exception becomes a finding when its last day is over, once', async () => {
    await using world = await aWorld()
    await aSlot(world, (await anAccount(world)).id, '2026-09-30')
    await evaluate(world.ctx(), { asOf: '2026-09-29' })
    expect(await findings(world)).toEqual([])
    await evaluate(world.ctx(), { asOf: '2026-09-30' })
    await evaluate(world.ctx(), { asOf: '2026-10-10' })
    expect(await findings(world)).toMatchObject([
      { code: 'P06', state: 'PROPOSED', firstAsOf: day('2026-09-30'), lastAsOf: day('2026-10-10') },
    ])
  })
})

test('the list pages by key, filters and stays inside the scope', async () => {
  await using world = await aWorld()
  const { top, county } = await aSilentCounty(world)
  for (const last of ['2026-08-01', '2026-08-02', '2026-02-01'])
    await aFollowedAccount(world, { unitId: top.id, from: '2026-01-01', until: '2026-10-01', lastPost: last })
  await evaluate(world.ctx(), { asOf })
  const first = await list(world, { limit: 3 })
  const second = await list(world, { limit: 3, after: first.next ?? '' })
  expect(new Set([...first.rows, ...second.rows].map((row) => row.id)).size).toBe(4)
  expect(second.next).toBeNull()
  expect((await list(world, { code: 'P02' })).rows).toHaveLength(1)
  expect((await list(world, { unitId: top.id })).rows).toHaveLength(4)
  expect((await list(world, {}, { path: county.path })).rows.map((row) => row.account.unit.name)).toEqual(['合作市人民政府办公室'])
  await expect(list(world, { unitId: top.id }, { path: county.path })).rejects.toMatchObject({ code: 'not-found' })
})

test('the overview adds up by place and by group, and says unknown before the first evaluation', async () => {
  await using world = await aWorld()
  const { top, county } = await aSilentCounty(world)
  const bureau = await aUnit(world, { parentId: top.id, name: '甘南州教育局', kind: 'DEPARTMENT' })
  await anAccount(world, { unitId: bureau.id, platform: 'wechat_mp' })
  await anAccount(world, { unitId: top.id, standing: 'UNFILED' })
  expect(await getOverview(world.ctx())).toMatchObject({
    asOf: null,
    total: 2,
    checked: 0,
    levels: { unknown: 2 },
    unfiled: 1,
    freshAt: null,
  })
  await evaluate(world.ctx(), { asOf })
  const overview = await getOverview(world.ctx())
  expect(overview).toMatchObject({ total: 2, checked: 1, unqualified: 1 })
  expect(overview.byArea).toMatchObject([
    { key: top.id, levels: { unknown: 1 } },
    { key: county.id, levels: { dormant: 1 } },
  ])
  expect(overview.byGroup.map((part) => part.key).sort()).toEqual(['WECHAT_MP', 'WEIBO'])
  expect(await getOverview(world.ctx({ scope: { path: county.path } }))).toMatchObject({ total: 1, byArea: [{ key: county.id }] })
})
