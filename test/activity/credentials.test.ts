import { describe, expect, test } from 'vitest'
import type { SourceKind } from '~/domain/activity/kind'
import { listCredentials } from '~/domain/activity/read-credentials.server'
import { findSources } from '~/domain/activity/read-sources.server'
import { findSourcesInput, listCredentialsInput } from '~/domain/activity/source-inputs'
import { writeSourceTemplate } from '~/domain/activity/source-template.server'
import { addDays, startOf } from '~/domain/calendar/day'
import { anAccount, aUnit } from '../support/registry'
import { aWorld, today, type World } from '../support/world'
import { entries } from '../support/zip'

type Asked = Parameters<World['ctx']>[0]
const list = (world: World, input: object = {}, asked: Asked = {}) => listCredentials(world.ctx(asked), listCredentialsInput.parse(input))
const names = async (page: ReturnType<typeof list>) => (await page).rows.map(({ name }) => name)

interface Parts {
  kind?: SourceKind
  appId?: string
  grantUntil?: Date
}

async function aCredential(world: World, unitId: string, name: string, { kind = 'WEIBO', appId, grantUntil }: Parts = {}) {
  const data = { unitId, kind, name, appId: appId ?? null, sealed: 'sealed', grantUntil: grantUntil ?? null }
  return world.database.db.credential.create({ data: { ...data, createdAt: today, updatedAt: today } })
}

/** A prefecture and a county below it. */
async function someOffices(world: World) {
  const office = await aUnit(world)
  const county = await aUnit(world, { name: '合作市人民政府办公室', parentId: office.id, tier: 'COUNTY' })
  return { office, county }
}

describe('the list of authorisations', () => {
  test('page by page nothing is left out and nothing comes twice, however many end on the same day or never', async () => {
    await using world = await aWorld()
    const { office } = await someOffices(world)
    for (let n = 0; n < 12; n++) {
      await aCredential(world, office.id, `授权${n % 5}`, n % 3 ? { grantUntil: startOf(addDays('2026-12-01', n % 2)) } : {})
    }
    const ids: string[] = []
    const ends: (number | null)[] = []
    let after: string | null | undefined
    do {
      const page = await list(world, { limit: 5, ...(after && { after }) })
      expect(page.total).toBe(12)
      ids.push(...page.rows.map(({ id }) => id))
      ends.push(...page.rows.map(({ grantUntil }) => grantUntil?.getTime() ?? null))
      after = page.next
    } while (after)
    expect(ids).toHaveLength(12)
    expect(new Set(ids).size).toBe(12)
    expect(ends).toEqual([...ends].sort((a, b) => (a ?? Number.POSITIVE_INFINITY) - (b ?? Number.POSITIVE_INFINITY)))
  })

  test('is searched by name, identifier and unit; any one is found by its id, wherever it stands', async () => {
    await using world = await aWorld()
    const { office, county } = await someOffices(world)
    const one = await aCredential(world, county.id, '合作发布（微信）', { kind: 'WECHAT', appId: 'wx0123' })
    await aCredential(world, office.id, '甘南发布_100%', { grantUntil: today })
    expect(await names(list(world, { q: '微信' }))).toEqual(['合作发布（微信）'])
    expect(await names(list(world, { q: 'WX01' }))).toEqual(['合作发布（微信）'])
    expect(await names(list(world, { q: '合作市' }))).toEqual(['合作发布（微信）'])
    expect(await names(list(world, { q: '_1' }))).toEqual(['甘南发布_100%'])
    expect(await list(world, { q: '临潭' })).toEqual({ rows: [], total: 0, next: null })
    expect(await list(world, { id: one.id })).toMatchObject({ total: 1, rows: [{ id: one.id, kind: 'WECHAT' }] })
    expect(await list(world, { id: one.id }, { scope: { path: `/${office.id}/x/` } })).toMatchObject({ total: 0 })
  })

  test('for a form: those of the kind, the account’s own unit first, and how many there are in all', async () => {
    await using world = await aWorld()
    const { office, county } = await someOffices(world)
    await aCredential(world, office.id, '州微博', { grantUntil: startOf('2026-12-01') })
    await aCredential(world, office.id, '州微信', { kind: 'WECHAT' })
    await aCredential(world, county.id, '市微博甲')
    await aCredential(world, county.id, '市微博乙', { grantUntil: startOf('2026-12-31') })
    const asked = { kind: 'WEIBO', unit: county.id }
    expect(await names(list(world, asked))).toEqual(['市微博乙', '市微博甲', '州微博'])
    const first = await list(world, { ...asked, limit: 2 })
    expect(first).toMatchObject({ total: 3, rows: [{ name: '市微博乙' }, { name: '市微博甲' }] })
    expect(await names(list(world, { ...asked, limit: 2, after: first.next }))).toEqual(['州微博'])
  })

  test('the sources of each are those its link opens: in use, of accounts that stand and that the actor sees', async () => {
    await using world = await aWorld()
    const { office, county } = await someOffices(world)
    const { db } = world.database
    const kept = await aCredential(world, county.id, '合作发布（微博）')
    const accounts = [await anAccount(world, { unitId: county.id }), await anAccount(world, { unitId: office.id })]
    const voided = await anAccount(world, { unitId: county.id })
    await db.account.update({ where: { id: voided.id }, data: { voidedAt: today } })
    const source = (accountId: string, enabled = true) =>
      db.source.create({ data: { accountId, kind: 'WEIBO', seesAllPosts: true, credentialId: kept.id, enabled, createdAt: today } })
    for (const { id } of [...accounts, voided]) await source(id)
    for (const { id } of accounts) await source(id, false)
    for (const [path, sources] of [
      [null, 2],
      [county.path, 1],
    ] as const) {
      expect(await list(world, {}, { scope: { path } })).toMatchObject({ rows: [{ sources }] })
      expect(await findSources(world.ctx({ scope: { path } }), findSourcesInput.parse({ credential: kept.id }))).toMatchObject({
        total: sources,
      })
    }
  })
})

test('the template names at most fifty authorisations, and says where the others are', async () => {
  await using world = await aWorld()
  const { office } = await someOffices(world)
  await aCredential(world, office.id, '州微信', { kind: 'WECHAT' })
  expect(await credentialRule(world)).toContain('目前没有可用的授权')
  for (let n = 0; n < 50; n++) await aCredential(world, office.id, `微博${String(n).padStart(2, '0')}`)
  const whole = await credentialRule(world)
  expect(whole).toContain('现有：微博00、微博01、')
  expect(whole).toMatch(/微博49。$/)
  await aCredential(world, office.id, '微博50')
  expect(await credentialRule(world)).toMatch(/微博49等 51 个，全部名称见“采集授权”页。$/)
})

/** What the sheet that explains the template says of authorisations. */
async function credentialRule(world: World): Promise<string> {
  const parts = await entries(Buffer.from(await writeSourceTemplate(world.ctx())))
  const texts = [...parts.values()].flatMap((part) => [...part.matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(([, text = '']) => text))
  return texts.find((text) => text.startsWith('只有微博填写：已登记的采集授权名称')) ?? ''
}
