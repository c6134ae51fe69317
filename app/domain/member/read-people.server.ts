import { type Ctx, type Role, roles } from '~/domain/context'
import { NotFound } from '~/domain/errors'
import type { Prisma } from '~/infra/prisma/client'
import { idleEnd, idleLimit, idleRules } from './idle'
import type { FindUnitsInput, ListPeopleInput } from './inputs'
import { type PersonState, stateOf } from './person'
import { sessionRules } from './session'

const shown = {
  ...{ id: true, name: true, username: true, roles: true, demo: true, unitId: true, unit: { select: { name: true } } },
  ...{ createdAt: true, enabledAt: true, lastSignInAt: true, disabledAt: true, disabledReason: true, erasedAt: true, totpEnrolledAt: true },
} as const satisfies Prisma.UserSelect

export interface PersonView {
  id: string
  name: string
  username: string | null
  roles: Role[]
  unitId: string | null
  unitName: string | null
  demo: boolean
  state: PersonState
  lastSignInAt: Date | null
  /** Whether a second factor is set up. */
  secondFactor: boolean
  /** When the person will be disabled for not signing in; null where nobody is. */
  idleEnd: Date | null
  disabledAt: Date | null
  disabledReason: string | null
}

/** People by name, a page at a time, and the last of the page where another follows. Those erased only when asked for. */
export async function listPeople(ctx: Ctx, input: ListPeopleInput): Promise<{ rows: PersonView[]; next: string | null }> {
  const { q, unit, role, state, after, limit } = input
  const found = await ctx.db.user.findMany({
    where: {
      AND: [
        q ? { OR: [{ name: { contains: q } }, { username: { contains: q.toLowerCase() } }] } : {},
        unit ? { unit: { OR: [{ name: { contains: unit } }, { aliases: { some: { alias: { contains: unit } } } }] } } : {},
        role ? { roles: { has: role } } : {},
        state ? whereState(state, ctx.now) : { erasedAt: null },
      ],
    },
    select: shown,
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: limit + 1,
    ...(after && { cursor: { id: after }, skip: 1 }),
  })
  const rows = found.slice(0, limit).map((person) => viewOf(person, ctx.now))
  return { rows, next: found.length > limit ? (rows.at(-1)?.id ?? null) : null }
}

/** The conditions of stateOf (person.ts) for the database. */
function whereState(state: PersonState, now: Date): Prisma.UserWhereInput {
  if (state === 'erased') return { erasedAt: { not: null } }
  if (state === 'disabled') return { erasedAt: null, disabledAt: { not: null } }
  const lte = idleLimit(now, idleRules.warnDays)
  const idle: Prisma.UserWhereInput = {
    ...{ demo: false, createdAt: { lte } },
    AND: [{ OR: [{ enabledAt: null }, { enabledAt: { lte } }] }, { OR: [{ lastSignInAt: null }, { lastSignInAt: { lte } }] }],
  }
  const here: Prisma.UserWhereInput = { disabledAt: null, erasedAt: null }
  if (state === 'endsSoon') return { ...here, AND: [idle] }
  return { ...here, NOT: idle, lastSignInAt: state === 'invited' ? null : { not: null } }
}

function viewOf(person: Prisma.UserGetPayload<{ select: typeof shown }>, now: Date): PersonView {
  const { id, name, username, unitId, demo, lastSignInAt, disabledAt, disabledReason } = person
  return {
    ...{ id, name, username, unitId, demo, lastSignInAt, disabledAt, disabledReason },
    roles: roles.filter((role) => person.roles.includes(role)),
    unitName: person.unit?.name ?? null,
    state: stateOf(person, now),
    secondFactor: person.totpEnrolledAt !== null,
    idleEnd: demo || disabledAt ? null : idleEnd(person),
  }
}

export interface SessionView {
  id: string
  method: string
  createdAt: Date
  lastSeenAt: Date
  ip: string | null
  userAgent: string | null
}

export interface PersonDetail extends PersonView {
  createdAt: Date
  /** The end of the one-time link that can still be opened. */
  linkEnd: Date | null
  /** Bound to single sign-on. */
  bound: boolean
  /** The open ones; null for those who do not end them. */
  sessions: SessionView[] | null
}

/**
 * One person, with the open sessions where they are asked for.
 * @throws NotFound
 */
export async function getPerson(ctx: Ctx, userId: string, { withSessions }: { withSessions: boolean }): Promise<PersonDetail> {
  const person = await ctx.db.user.findUnique({
    where: { id: userId },
    select: {
      ...shown,
      links: { where: { usedAt: null, expiresAt: { gt: ctx.now } }, select: { expiresAt: true }, orderBy: { expiresAt: 'desc' }, take: 1 },
      identities: { select: { id: true }, take: 1 },
    },
  })
  if (!person) throw new NotFound('人员')
  return {
    ...viewOf(person, ctx.now),
    createdAt: person.createdAt,
    linkEnd: person.links[0]?.expiresAt ?? null,
    bound: person.identities.length > 0,
    sessions: withSessions ? await openSessions(ctx, userId) : null,
  }
}

/** A person's sessions that still stand (isSessionAlive, session.ts), the last used first. */
function openSessions(ctx: Ctx, userId: string): Promise<SessionView[]> {
  const ago = (minutes: number) => new Date(ctx.now.getTime() - minutes * 60_000)
  return ctx.db.session.findMany({
    where: {
      userId,
      endedAt: null,
      lastSeenAt: { gte: ago(sessionRules.idleMinutes) },
      createdAt: { gte: ago(sessionRules.absoluteHours * 60) },
    },
    select: { id: true, method: true, createdAt: true, lastSeenAt: true, ip: true, userAgent: true },
    orderBy: { lastSeenAt: 'desc' },
  })
}

/** Units by a part of their name, for the choice of one; the shortest names first, fifty at most. */
export async function findUnits(ctx: Ctx, { q }: FindUnitsInput): Promise<{ id: string; name: string }[]> {
  if (q === '') return []
  const found = await ctx.db.unit.findMany({
    where: { validTo: null, OR: [{ name: { contains: q } }, { aliases: { some: { alias: { contains: q } } } }] },
    select: { id: true, name: true },
    orderBy: [{ divisionCode: 'asc' }, { code: 'asc' }],
    take: 50,
  })
  return found.sort((a, b) => a.name.length - b.name.length)
}

/** Names by id, for a line that is printed and not kept. */
export async function namesOf(ctx: Ctx, ids: readonly string[]): Promise<Map<string, string>> {
  const people = await ctx.db.user.findMany({ where: { id: { in: [...ids] } }, select: { id: true, name: true } })
  return new Map(people.map(({ id, name }) => [id, name]))
}
