import { randomUUID } from 'node:crypto'
import { type Day, dayToColumn, endOf, startOf } from '~/domain/calendar/day'
import type { Prisma } from '~/infra/prisma/client'
import { today, type World } from './world'

// Short ways to put units, accounts and what was seen of them into a world, past every rule: for tests of what is built on them.

export interface UnitParts {
  name?: string
  parentId?: string
  tier?: Prisma.UnitCreateInput['tier']
  kind?: Prisma.UnitCreateInput['kind']
  divisionCode?: string
}

/** A unit; without a parent it is a top office. */
export async function aUnit(world: World, parts: UnitParts = {}) {
  const { name = '甘南藏族自治州人民政府办公室', tier = 'PREFECTURE', kind = 'OFFICE', divisionCode = '623000', parentId } = parts
  const id = randomUUID()
  const parent = parentId ? await world.database.db.unit.findUniqueOrThrow({ where: { id: parentId }, select: { path: true } }) : null
  return world.database.db.unit.create({
    data: {
      id,
      name,
      nameKey: `${name}${parentId ? '' : id}`,
      tier,
      kind,
      divisionCode,
      path: `${parent?.path ?? '/'}${id}/`,
      parentId: parentId ?? null,
    },
  })
}

export interface AccountParts {
  /** Of a unit that stands; a unit of its own by default. */
  unitId?: string
  /** A code of the platform catalogue. */
  platform?: string
  name?: string
  standing?: Prisma.AccountUncheckedCreateInput['standing']
  contentClass?: Prisma.AccountUncheckedCreateInput['contentClass']
  openedOn?: Day | null
  filedOn?: Day | null
  ceasedOn?: Day | null
}

/** A registered account opened in 2020 on weibo, unless told otherwise. */
export async function anAccount(world: World, parts: AccountParts = {}) {
  const { platform = 'weibo', name = '合作发布', standing = 'REGISTERED', contentClass = null } = parts
  const { openedOn = '2020-01-01', filedOn = null, ceasedOn = null } = parts
  const unitId = parts.unitId ?? (await aUnit(world)).id
  const day = (value: Day | null) => value && dayToColumn(value)
  return world.database.db.account.create({
    data: {
      ...{ unitId, platformCode: platform, name, nameKey: name, pinyin: '', initials: '', standing, contentClass, origin: 'LEDGER' },
      ...{ openedOn: day(openedOn), filedOn: day(filedOn), ceasedOn: day(ceasedOn), createdAt: today, updatedAt: today },
    },
  })
}

/** The slot of an account in its platform's group, with an exception where an end date is given. */
export async function aSlot(world: World, accountId: string, exceptionEndsOn?: Day) {
  const { db } = world.database
  const account = await db.account.findUniqueOrThrow({ where: { id: accountId }, include: { platform: true } })
  const { unitId } = account
  const group = account.platform.uniquenessGroup
  const exception = exceptionEndsOn
    ? await db.slotException.create({
        data: {
          unitId,
          group,
          reason: '机构改革过渡',
          documentNo: '州政办函〔2026〕1号',
          approverName: '张三',
          endsOn: dayToColumn(exceptionEndsOn),
          createdAt: today,
        },
      })
    : null
  return db.slot.create({ data: { unitId, group, accountId, exceptionId: exception?.id ?? null, takenAt: today } })
}

export interface SourceParts {
  kind?: 'FEED' | 'SHEET' | 'MANUAL'
  seesAllPosts?: boolean
}

/** A feed that sees all posts, unless told otherwise. */
export async function aSource(world: World, accountId: string, parts: SourceParts = {}) {
  const { kind = 'FEED', seesAllPosts = true } = parts
  const url = kind === 'FEED' ? 'http://127.0.0.1/feed.xml' : null
  return world.database.db.source.create({ data: { accountId, kind, seesAllPosts, url, createdAt: today } })
}

type Seen = { id: string; accountId: string }

/** An instant: a Date, or a day's start. */
const instant = (at: Date | Day) => (typeof at === 'string' ? startOf(at) : at)

/** Unbroken coverage of a source. Days mean their start, so '2026-10-01' to '2026-11-01' is all of October. */
export async function aCoverage(world: World, source: Seen, from: Date | Day, until: Date | Day) {
  return world.database.db.coverage.create({
    data: { sourceId: source.id, accountId: source.accountId, coveredFrom: instant(from), coveredUntil: instant(until) },
  })
}

/** A dated post, or one published somewhere between two looks. A day means its noon. */
export async function aPost(world: World, source: Seen, at: Date | Day | { from: Date; until: Date }) {
  const noon = (value: Date | Day) => (typeof value === 'string' ? new Date(startOf(value).getTime() + 12 * 3_600_000) : value)
  const dated = typeof at === 'string' || at instanceof Date
  const [activeFrom, activeAt] = dated ? [noon(at), noon(at)] : [at.from, at.until]
  return world.database.db.post.create({
    data: {
      ...{ accountId: source.accountId, sourceId: source.id, extKey: randomUUID(), title: '我州召开政务公开工作会议', url: null },
      ...{ publishedAt: dated ? activeAt : null, activeFrom, activeAt, firstSeenAt: activeAt, lastSeenAt: activeAt },
    },
  })
}

/** A summary row of a sheet over whole days, both included. */
export async function aStatement(world: World, source: Seen, from: Day, to: Day, posts: number, lastPostAt: Date | Day | null = null) {
  return world.database.db.activityStatement.create({
    data: {
      ...{ sourceId: source.id, accountId: source.accountId, coveredFrom: startOf(from), coveredUntil: endOf(to) },
      ...{ posts, lastPostAt: lastPostAt && instant(lastPostAt), at: today },
    },
  })
}

/** An account whose own feed was followed without a break from a day's start until an instant, with one post where given. */
export async function aFollowedAccount(world: World, parts: AccountParts & { from: Date | Day; until: Date | Day; lastPost?: Date | Day }) {
  const account = await anAccount(world, parts)
  const source = await aSource(world, account.id)
  await aCoverage(world, source, parts.from, parts.until)
  if (parts.lastPost) await aPost(world, source, parts.lastPost)
  return { account, source }
}
