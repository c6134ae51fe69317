import { randomUUID } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import type { Role } from '~/domain/context'
import { type ProcedureName, reachOf } from '~/domain/member/access'
import { hashPassword } from '~/domain/member/password.server'
import { totpRules } from '~/domain/member/totp'
import { offeredKey, sealKey } from '~/domain/member/totp.server'
import { evaluate } from '~/domain/supervision/evaluate.server'
import type { Prisma } from '~/infra/prisma/client'
import { aLedger, aRow } from '../account/ledger'
import { aKeyring } from '../support/server'
import { filingFixtures } from './filing-fixtures'
import type { Fixture } from './fixture'
import { type Caller, call, type Kit, keep, now, type Place, places } from './kit'
import { registerFixtures } from './register-fixtures'
import { sourceFixtures } from './source-fixtures'

interface Rows<T> {
  rows: T[]
}

/** A procedure without an entry does not compile. */
export const fixtures: { readonly [N in ProcedureName]: Fixture<N> } = {
  'account.list': {
    of: 'nothing',
    input: () => ({}),
    shows: { by: 'unitId', rows: ({ rows }: Rows<{ unitId: string }>) => rows.map((row) => row.unitId) },
  },
  'account.get': { of: 'unit', input: anAccountId },
  'account.unmaskContact': { of: 'unit', input: anAccountId },
  'account.addException': {
    of: 'unit',
    input: (kit, place) => ({
      ...{ unitId: kit.at(place).unitId, group: 'weibo', reason: '双语账号', documentNo: '州政办函〔2026〕1号' },
      ...{ approverName: '才让', endsOn: '2027-12-31' },
    }),
  },
  'platform.list': { of: 'nothing', input: () => undefined },
  'platform.save': {
    of: 'nothing',
    input: () => ({
      ...{ code: 'weibo', name: '新浪微博', uniquenessGroup: 'weibo', bulletinGroup: 'WEIBO', defaultClass: 'PUBLISH' },
      ...{ aliases: [`围脖${randomUUID().slice(0, 8)}`], urlPatterns: ['weibo\\.com'], active: true },
    }),
  },
  'unit.list': {
    of: 'nothing',
    input: () => ({ search: '人民政府' }),
    shows: { by: 'unitId', rows: (units: { id: string }[]) => units.map((unit) => unit.id) },
  },

  'ledger.template': { of: 'nothing', input: () => undefined },
  'ledger.check': { of: 'nothing', input: async (kit) => ({ fileHash: await aLedgerFile(kit), fileName: '台账.csv' }) },
  'ledger.report': { of: 'caller', input: async (kit, place, by) => ({ reportId: await aReport(kit, place, by) }) },
  'ledger.rejected': { of: 'caller', input: async (kit, place, by) => ({ reportId: await aReport(kit, place, by) }) },
  'ledger.progress': { of: 'nothing', input: () => ({ fileHash: '0'.repeat(64) }) },
  'ledger.commit': { of: 'caller', input: async (kit, place, by) => ({ reportId: await aReport(kit, place, by), acceptValid: true }) },
  'ledger.list': {
    of: 'nothing',
    input: async (kit) => {
      for (const place of places) await anImport(kit, place)
      return {}
    },
    shows: { by: 'unitName', rows: ({ rows }: Rows<{ unitName: string | null }>) => rows.map((row) => row.unitName) },
  },
  'ledger.takeBack': {
    of: 'unit',
    input: async (kit, place) => ({ importId: await anImport(kit, place), reason: '导错了文件' }),
  },

  'activity.posts': { of: 'unit', input: (kit, place) => ({ accountId: kit.at(place).accountId }) },
  'activity.sources': { of: 'unit', input: (kit, place) => ({ accountId: kit.at(place).accountId }) },
  'activity.timeline': { of: 'unit', input: (kit, place) => ({ accountId: kit.at(place).accountId }) },
  'activity.days': { of: 'unit', input: (kit, place) => ({ accountId: kit.at(place).accountId }) },
  'activity.template': { of: 'nothing', input: () => ({ kind: 'posts' }) },
  'activity.checkSheet': { of: 'nothing', input: async (kit) => ({ fileHash: await anActivityFile(kit), fileName: '发文情况表.csv' }) },
  'activity.commitSheet': { of: 'nothing', input: async (kit) => ({ fileHash: await anActivityFile(kit), fileName: '发文情况表.csv' }) },
  'activity.addManual': {
    of: 'unit',
    input: (kit, place) => ({
      ...{ accountId: kit.at(place).accountId, title: '我州召开会议', url: `https://weibo.com/${randomUUID()}` },
      publishedAt: new Date('2026-09-01T02:00:00Z'),
    }),
  },
  'sourceSheet.template': { of: 'nothing', input: () => undefined },
  'sourceSheet.check': { of: 'nothing', input: async (kit) => ({ fileHash: await aSourceFile(kit), fileName: '采集来源表.csv' }) },
  'sourceSheet.commit': { of: 'nothing', input: async (kit) => ({ fileHash: await aSourceFile(kit), fileName: '采集来源表.csv' }) },

  ...filingFixtures,
  ...registerFixtures,
  ...sourceFixtures,

  'finding.list': {
    of: 'nothing',
    input: () => ({}),
    shows: { by: 'unitId', rows: ({ rows }: Rows<{ account: { unit: { id: string } } }>) => rows.map((row) => row.account.unit.id) },
  },
  'finding.decide': {
    of: 'unit',
    input: async (kit, place) => ({ findingIds: [await aFinding(kit, place)], decision: 'dismiss', reason: '已核实' }),
    refused: ['own'],
  },
  'overview.get': {
    of: 'nothing',
    input: () => undefined,
    shows: { by: 'unitId', rows: ({ byArea }: { byArea: { key: string }[] }) => byArea.map((area) => area.key) },
  },

  'bulletin.list': {
    of: 'nothing',
    input: () => ({}),
    shows: { by: 'bulletinId', rows: ({ rows }: Rows<{ id: string }>) => rows.map((row) => row.id) },
  },
  'bulletin.get': { of: 'unit', input: aBulletinId },
  'bulletin.rows': { of: 'unit', input: aBulletinId },
  'bulletin.nextWindow': { of: 'nothing', input: () => undefined },
  'bulletin.draft': {
    of: 'nothing',
    input: async ({ world }) => {
      await evaluate(world.ctx(), { asOf: '2026-09-30' }) // else drafting evaluates first, an act of its own
      return { from: '2026-07-01', to: '2026-09-30' }
    },
  },
  'bulletin.file': { of: 'unit', input: (kit, place) => ({ ...aBulletinId(kit, place), format: 'xlsx' }) },

  'member.list': { of: 'nothing', input: () => ({}) },
  'member.get': { of: 'person', input: (kit, place) => aPersonId(kit, place) },
  'member.units': { of: 'nothing', input: () => ({ q: '合作' }) },
  'member.rights': { of: 'nothing', input: () => undefined },
  'member.create': { of: 'nothing', input: (kit) => ({ name: '卓玛', unitId: kit.at('own').unitId }) },
  'member.issueLink': { of: 'person', input: (kit, place) => aPersonId(kit, place) },
  'member.disable': { of: 'person', input: async (kit, place) => ({ ...(await aPersonId(kit, place)), reason: 'left' }) },
  'member.enable': { of: 'person', input: (kit, place) => aPersonId(kit, place, { disabledAt: now }) },
  'member.endSessions': { of: 'person', input: (kit, place) => aPersonId(kit, place) },
  'member.export': { of: 'person', input: (kit, place) => aPersonId(kit, place) },
  'member.erase': {
    of: 'person',
    input: async (kit, place) => ({ ...(await aPersonId(kit, place, { disabledAt: now })), name: personName }),
  },
  'member.grant': {
    of: 'person',
    input: async (kit, place) => ({ ...(await aPersonId(kit, place)), roles: ['inspector'], unitId: kit.at('own').unitId }),
  },
  'member.resetSecondFactor': { of: 'person', input: (kit, place) => aPersonId(kit, place, { totpSecret: 'sealed', totpEnrolledAt: now }) },

  'me.get': { of: 'nothing', input: () => undefined },
  'me.export': { of: 'nothing', input: () => undefined },
  'me.changePassword': { of: 'nothing', renews: true, input: aPasswordChange },
  'me.enrol': { of: 'nothing', input: () => undefined },
  'me.confirmEnrolment': {
    of: 'nothing',
    renews: true,
    input: async (kit, _place, by) => {
      await change(kit, by, { totpSecret: null, totpEnrolledAt: null, totpLastStep: null })
      return { code: codeOf(offeredKey(aKeyring, by.userId, by.sessionId)) }
    },
  },
  'me.giveSecondFactor': {
    of: 'nothing',
    renews: true,
    input: async (kit, _place, by) => {
      const key = offeredKey(aKeyring, by.userId, by.sessionId)
      await change(kit, by, { totpSecret: sealKey(aKeyring, by.userId, key), totpEnrolledAt: now, totpLastStep: null })
      return { code: codeOf(key) }
    },
  },
  'me.endSession': { of: 'caller', input: async (kit, place, by) => ({ sessionId: await aSessionId(kit, place, by) }) },
  'me.unbindSso': {
    of: 'nothing',
    async input(kit, _place, by) {
      await change(kit, by, {
        passwordHash: 'some',
        identities: { create: { issuer: 'https://sso.example', subject: randomUUID(), at: now } },
      })
    },
  },

  'audit.list': { of: 'nothing', input: () => ({}) },
  'audit.get': { of: 'nothing', input: () => ({ seq: 1 }) },
  'audit.export': { of: 'nothing', input: () => ({}) },
  'audit.verify': { of: 'nothing', input: () => undefined },
}

/** Who calls a procedure in a role. */
export async function callerOf(kit: Kit, name: ProcedureName, role: Role): Promise<Caller> {
  return fixtures[name].renews ? kit.newCaller(role) : kit.callers[role]
}

/** Who gets through with it: for what only the top office may do, somebody there. */
export async function ableCallerOf(kit: Kit, name: ProcedureName, role: Role): Promise<Caller> {
  return reachOf([role], name) === 'top' ? kit.newCaller(role, undefined, 'parent') : callerOf(kit, name, role)
}

function anAccountId(kit: Kit, place: Place) {
  return { id: kit.at(place).accountId }
}

function aBulletinId(kit: Kit, place: Place) {
  return { id: kit.at(place).bulletinId }
}

const personName = '旦增'

/** People stand beside the units: whoever administers them reaches all of them. */
async function aPersonId({ world, at }: Kit, place: Place, data: Partial<Prisma.UserUncheckedCreateInput> = {}) {
  if (place === 'nowhere') return { userId: randomUUID() }
  const person = { name: personName, roles: ['reporter'], unitId: at(place).unitId, createdAt: now, ...data }
  return { userId: (await world.database.db.user.create({ data: person, select: { id: true } })).id }
}

/** A finding nobody has decided, of an account that is silent. */
async function aFinding({ world, at }: Kit, place: Place): Promise<string> {
  if (place === 'nowhere') return randomUUID()
  const { accountId } = at(place)
  const { id } = await world.database.db.finding.create({
    data: {
      ...{ accountId, code: 'P03', episode: randomUUID(), evidence: {}, createdAt: now },
      ...{ firstAsOf: new Date('2026-11-22'), lastAsOf: new Date('2026-11-22') },
    },
    select: { id: true },
  })
  return id
}

/** An import with nothing in it. */
async function anImport({ world, at }: Kit, place: Place): Promise<string> {
  if (place === 'nowhere') return randomUUID()
  const { id } = await world.database.db.ledgerImport.create({
    data: { fileName: '台账.csv', fileHash: '0'.repeat(64), unitId: at(place).unitId, actorName: '导入', at: now, counts: {} },
    select: { id: true },
  })
  return id
}

/** A ledger of one new account of the department. */
function aLedgerFile({ at }: Kit): Promise<string> {
  const row = { 账号名称: `合作教育${randomUUID().slice(0, 8)}`, 平台: '抖音', 主办单位: at('child').unitName }
  return keep(aLedger([aRow(row), aRow({ ...row, 账号名称: '' })]).bytes)
}

/** A report of the caller's own; at any other place of somebody else's. */
async function aReport(kit: Kit, place: Place, by: Caller): Promise<string> {
  if (place === 'nowhere') return '0'.repeat(64)
  const maker = place === 'own' && by.role === 'registrar' ? by : await kit.newCaller('registrar')
  const { reportId } = (await call(maker.ctx, 'ledger.check', { fileHash: await aLedgerFile(kit), fileName: '台账.csv' })) as {
    reportId: string
  }
  return reportId
}

function anActivityFile({ at }: Kit): Promise<string> {
  const { accountName, unitName } = at('child')
  const lines = [
    '平台,账号名称,主办单位,标题,链接,发布时间',
    `新浪微博,${accountName},${unitName},会议,https://weibo.com/${randomUUID()},2026-09-02`,
  ]
  return keep(Buffer.from(lines.join('\n')))
}

function aSourceFile({ at }: Kit): Promise<string> {
  const { accountName, unitName } = at('child')
  const lines = [
    '平台,账号名称,主办单位,采集方式,采集地址',
    `新浪微博,${accountName},${unitName},RSS,https://rss.example.gov.cn/${randomUUID()}`,
  ]
  return keep(Buffer.from(lines.join('\n')))
}

async function aPasswordChange(kit: Kit, _place: Place, by: Caller) {
  const current = `${randomUUID()} 草原`
  await change(kit, by, { passwordHash: await hashPassword(current), username: by.userId.slice(0, 13) })
  const password = `白塔7%${randomUUID().replace(/[0-9a-f-]/g, (sign) => String.fromCharCode(71 + (Number.parseInt(sign, 16) || 0)))}` // shares no letter with the name
  return { current, password, repeat: password }
}

function codeOf(key: string): string {
  const { algorithm, digits, period } = totpRules
  return new TOTP({ algorithm, digits, period, secret: Secret.fromBase32(key) }).generate({ timestamp: now.getTime() })
}

async function change({ world }: Kit, { userId }: Caller, data: Prisma.UserUpdateInput) {
  await world.database.db.user.update({ where: { id: userId }, data })
}

/** Another session of the caller; at any other place somebody else's. */
async function aSessionId({ world, newCaller }: Kit, place: Place, by: Caller): Promise<string> {
  if (place === 'nowhere') return randomUUID()
  if (place !== 'own') return (await newCaller(by.role)).sessionId
  const data = { userId: by.userId, tokenHash: randomUUID(), createdAt: now, lastSeenAt: now }
  return (await world.database.db.session.create({ data, select: { id: true } })).id
}
