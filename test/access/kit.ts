import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { TRPCError } from '@trpc/server'
import { createCallerFactory } from '~/api/procedures.server'
import { appRouter } from '~/api/root.server'
import { draftBulletin } from '~/domain/bulletin/draft.server'
import { addDays, dayOf } from '~/domain/calendar/day'
import { type Ctx, type Role, roles } from '~/domain/context'
import { createCtx } from '~/domain/context.server'
import { DomainError } from '~/domain/errors'
import { access, type ProcedureName } from '~/domain/member/access'
import { evaluate } from '~/domain/supervision/evaluate.server'
import { openFiles } from '~/infra/files.server'
import { getRuntime, setRuntime } from '~/infra/runtime.server'
import { aPerson } from '../support/people'
import { aFollowedAccount, aSlot, aUnit } from '../support/registry'
import { aKeyring } from '../support/server'
import { aWorld, type World } from '../support/world'

/** Where a record lies, as seen from the unit of whoever asks. */
export const places = ['own', 'child', 'sibling', 'parent', 'nowhere'] as const
export type Place = (typeof places)[number]
type RealPlace = Exclude<Place, 'nowhere'>

/** 2026-11-22 10:00 in Shanghai. */
export const now = new Date('2026-11-22T02:00:00Z')
export const asOf = dayOf(now)

export interface Standing {
  unitId: string
  unitName: string
  accountId: string
  accountName: string
  bulletinId: string
}

export interface Caller {
  role: Role
  userId: string
  sessionId: string
  ctx: Ctx
}

export interface Kit extends AsyncDisposable {
  world: World
  /** What stands at a place; of what stands nowhere only ids that mean nothing. */
  at(place: Place): Standing
  callers: Record<Role, Caller>
  /** Somebody else with the same role at the same unit, used by nobody before. */
  newCaller(role: Role, password?: string, place?: 'own' | 'parent'): Promise<Caller>
}

/**
 * A registry of four units (an office over two, one of which has a department) with a silent account and a bulletin each, and a person of every
 * role at the same unit. The canary is a phone number that nobody may meet in an answer.
 */
export async function aKit(): Promise<Kit> {
  const world = await aWorld()
  const folder = await mkdtemp(path.join(tmpdir(), 'zb-access-'))
  setRuntime({
    ...{ database: world.database, files: openFiles(folder), origin: 'http://localhost' },
    ...{ keyring: aKeyring, anchors: path.join(folder, 'anchors'), passwordProfile: 'dengbao', sso: null },
  })
  const parent = await aUnit(world)
  const own = await aUnit(world, { name: '合作市人民政府办公室', parentId: parent.id, tier: 'COUNTY', divisionCode: '623001' })
  const sibling = await aUnit(world, { name: '临潭县人民政府办公室', parentId: parent.id, tier: 'COUNTY', divisionCode: '623021' })
  const child = await aUnit(world, { name: '合作市教育局', parentId: own.id, tier: 'COUNTY', kind: 'DEPARTMENT', divisionCode: '623001' })
  const units = { own, child, sibling, parent }
  const accounts = {
    own: await anExample(world, own.id, '合作发布'),
    child: await anExample(world, child.id, '合作教育'),
    sibling: await anExample(world, sibling.id, '临潭发布'),
    parent: await anExample(world, parent.id, '甘南发布'),
  }
  await evaluate(world.ctx(), { asOf })
  const standing = {} as Record<RealPlace, Standing>
  for (const place of ['own', 'child', 'sibling', 'parent'] as const) {
    const { id: unitId, name: unitName, path: scope } = units[place]
    const { id: accountId, name: accountName } = accounts[place]
    const bulletin = await draftBulletin(world.ctx({ scope: { path: scope } }), { from: '2026-07-01', to: '2026-09-30' })
    standing[place] = { unitId, unitName, accountId, accountName, bulletinId: bulletin.id }
  }
  const nothing = {
    unitId: randomUUID(),
    unitName: '没有的单位',
    accountId: randomUUID(),
    accountName: '没有的账号',
    bulletinId: randomUUID(),
  }
  const newCaller: Kit['newCaller'] = (role, password, place = 'own') => aCaller(world, role, units[place].id, password)
  const callers = {} as Record<Role, Caller>
  for (const role of roles) callers[role] = await newCaller(role)
  return {
    world,
    at: (place) => (place === 'nowhere' ? nothing : standing[place]),
    callers,
    newCaller,
    async [Symbol.asyncDispose]() {
      await world[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Whose number in the database must not come out unasked. */
export const canary = '13987654321'

/** Followed until now and silent for a month, so that a finding is proposed. */
async function anExample(world: World, unitId: string, name: string) {
  const { account } = await aFollowedAccount(world, { unitId, name, from: '2026-06-01', until: now, lastPost: addDays(asOf, -30) })
  await aSlot(world, account.id)
  await world.database.db.accountContact.create({ data: { accountId: account.id, name: '扎西才让', phone: canary } })
  await world.database.db.accountRevision.create({
    data: {
      ...{ accountId: account.id, at: now, action: 'ledger.import', actorName: '导入' },
      changes: { contactPhone: { from: null, to: canary }, contactName: { from: null, to: '扎西才让' }, name: { from: '旧名', to: name } },
    },
  })
  return account
}

/** 三员 belong to the installation, everybody else to the unit. */
async function aCaller(world: World, role: Role, unitId: string, password?: string): Promise<Caller> {
  const admin = role === 'systemAdmin' || role === 'securityAdmin' || role === 'auditor'
  const person = await aPerson(world, {
    ...{ roles: [role], name: `${role} ${randomUUID().slice(0, 8)}`, now },
    ...(!admin && { unitId }),
    ...(password !== undefined && { password, username: randomUUID().slice(0, 13) }),
  })
  const { userId, sessionId } = person
  const { db, pool, actor, scope, session } = person.ctx
  const origin = { requestId: randomUUID(), ip: '198.51.100.7', userAgent: 'a test' }
  const ctx = createCtx({ db, pool, actor, scope, now, origin, ...(session && { session }) })
  return { role, userId, sessionId, ctx }
}

interface Built {
  _def: { type: 'query' | 'mutation' | 'subscription'; meta?: { name: ProcedureName }; inputs: unknown[] }
}

/** The router as it is at run time: procedures by their path. */
export const procedures: ReadonlyMap<string, Built> = new Map(Object.entries(appRouter._def.procedures as unknown as Record<string, Built>))

/** What the table names and the router has. */
export const names = (Object.keys(access) as ProcedureName[]).filter((name) => procedures.has(name))

export function isMutation(name: string): boolean {
  return procedures.get(name)?._def.type === 'mutation'
}

const createCaller = createCallerFactory(appRouter)

/** Calls a procedure by its name, as the api would. */
export function call(ctx: Ctx, name: string, input: unknown): Promise<unknown> {
  let at: unknown = createCaller(ctx)
  for (const part of name.split('.')) at = Reflect.get(at as object, part)
  return (at as (input: unknown) => Promise<unknown>)(input)
}

export interface Outcome {
  code: string
  /** All that a caller gets to know of a refusal. */
  told: unknown
  answer: unknown
}

/** What a call came to; a fault of ours is thrown on. */
export async function outcomeOf(ctx: Ctx, name: ProcedureName, input: unknown): Promise<Outcome> {
  try {
    return { code: 'OK', told: null, answer: await call(ctx, name, input) }
  } catch (error) {
    if (!(error instanceof TRPCError) || error.code === 'INTERNAL_SERVER_ERROR') throw error
    const { code, message, cause } = error
    return { code, told: { message, reason: cause instanceof DomainError ? [cause.code, cause.detail] : null }, answer: null }
  }
}

/** Keeps a file as an upload would. */
export function keep(bytes: Uint8Array): Promise<string> {
  return getRuntime().files.put(bytes)
}
