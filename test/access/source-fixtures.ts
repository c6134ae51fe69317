import { randomUUID } from 'node:crypto'
import type { ProcedureName } from '~/domain/member/access'
import { aKeyring } from '../support/server'
import type { Fixture } from './fixture'
import { type Kit, keep, now, type Place } from './kit'

type SourceProcedure = Extract<ProcedureName, `source.${string}`> | 'activity.evidence' | 'activity.addInspection'

interface Rows<T> {
  rows: T[]
}

/** Where nothing answers, and nothing is asked: the guard refuses it. */
const address = () => `http://127.0.0.1:9/${randomUUID()}`

/** Sources, authorisations and what people saw. */
export const sourceFixtures: { readonly [N in SourceProcedure]: Fixture<N> } = {
  'source.list': {
    of: 'nothing',
    input: async (kit) => {
      for (const place of ['own', 'child', 'sibling', 'parent'] as const) await aSourceId(kit, place)
      return {}
    },
    shows: { by: 'unitId', rows: ({ rows }: Rows<{ unitId: string }>) => rows.map((row) => row.unitId) },
  },
  'source.get': { of: 'unit', input: async (kit, place) => ({ sourceId: await aSourceId(kit, place) }) },
  'source.runs': { of: 'unit', input: async (kit, place) => ({ sourceId: await aSourceId(kit, place) }) },
  'source.collection': { of: 'nothing', input: () => undefined },
  'source.sweep': { of: 'nothing', input: () => undefined },
  'source.credentials': {
    of: 'nothing',
    input: async (kit) => {
      for (const place of ['own', 'child', 'sibling', 'parent'] as const) await aCredential(kit, place)
      return {}
    },
    shows: { by: 'unitName', rows: ({ rows }: Rows<{ unitName: string }>) => rows.map((row) => row.unitName) },
  },
  'source.try': { of: 'unit', input: (kit, place) => ({ accountId: kit.at(place).accountId, kind: 'FEED', url: address() }) },
  'source.tryStanding': { of: 'unit', input: async (kit, place) => ({ sourceId: await aSourceId(kit, place) }) },
  'source.add': { of: 'unit', input: (kit, place) => ({ accountId: kit.at(place).accountId, kind: 'FEED', url: address() }) },
  'source.change': { of: 'unit', input: async (kit, place) => ({ sourceId: await aSourceId(kit, place), url: address() }) },
  'source.pause': {
    of: 'unit',
    input: async (kit, place) => ({ sourceId: await aSourceId(kit, place), until: '2026-12-31', reason: '平台改版' }),
  },
  'source.resume': { of: 'unit', input: async (kit, place) => ({ sourceId: await aSourceId(kit, place) }) },
  'source.stop': { of: 'unit', input: async (kit, place) => ({ sourceId: await aSourceId(kit, place), reason: '改用单位自有信息源' }) },
  'source.saveCredential': {
    of: 'unit',
    input: async (kit, place) => ({
      ...{ credentialId: await aCredential(kit, place), kind: 'WEIBO', name: '微博商业接口', secrets: { accessToken: 'another' } },
    }),
  },
  'source.previewPattern': { of: 'nothing', input: () => ({ kind: 'FEED', platform: 'weibo', pattern: `${address()}/{账号名称}` }) },
  'source.addPattern': { of: 'nothing', input: () => ({ kind: 'FEED', platform: 'weibo', pattern: `${address()}/{账号名称}` }) },
  'activity.evidence': { of: 'unit', input: async (kit, place) => ({ postId: await aPostWithPicture(kit, place) }) },
  'activity.addInspection': {
    of: 'unit',
    input: async (kit, place) => ({
      ...{
        accountId: kit.at(place).accountId,
        lastPostAt: new Date('2026-11-01T02:00:00Z'),
        title: '会议',
        name: kit.at(place).accountName,
      },
      ...{ screenshotHash: await keep(picture()), screenshotName: '主页.png' },
    }),
  },
}

const picture = () => Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.from(randomUUID())])

async function aSourceId({ world, at }: Kit, place: Place): Promise<string> {
  if (place === 'nowhere') return randomUUID()
  const url = address()
  const { accountId } = at(place)
  const data = {
    accountId,
    kind: 'FEED',
    url,
    lane: new URL(url).host,
    seesAllPosts: true,
    config: { match: '/zwgk/' },
    createdAt: now,
  } as const
  return (await world.database.db.source.create({ data, select: { id: true } })).id
}

async function aCredential({ world, at }: Kit, place: Place): Promise<string> {
  const id = randomUUID()
  if (place === 'nowhere') return id
  const sealed = aKeyring.seal(JSON.stringify({ accessToken: 'a secret' }), `credential:${id}:secret`)
  const data = { id, unitId: at(place).unitId, kind: 'WEIBO', name: '微博商业接口', sealed, createdAt: now, updatedAt: now } as const
  await world.database.db.credential.create({ data })
  return id
}

async function aPostWithPicture(kit: Kit, place: Place): Promise<string> {
  if (place === 'nowhere') return '999999999'
  const { db } = kit.world.database
  const { accountId } = kit.at(place)
  const sourceId = await aSourceId(kit, place)
  const seen = { extKey: randomUUID(), firstSeenAt: now, lastSeenAt: now, evidenceHash: await keep(picture()), evidenceName: '截图.png' }
  return String((await db.post.create({ data: { accountId, sourceId, ...seen }, select: { id: true } })).id)
}
