import type { Ctx } from '~/domain/context'
import { NotFound } from '~/domain/errors'

/** Audit rows in one export; the newest. Their number is told, so that nothing is left out silently. */
const auditRows = 20_000

const when = { createdAt: true, expiresAt: true, usedAt: true } as const

/**
 * Everything kept about one person, as a document they can be given; the export itself is written down. Secrets are named, never shown.
 * Rule: 个人信息保护法 第四十五条.
 * @throws NotFound
 */
export async function exportPerson(ctx: Ctx, userId: string, action: 'member.export' | 'me.export') {
  const person = await findEverything(ctx, userId)
  if (!person) throw new NotFound('人员')
  const { unit, passwordHash, totpSecret, sessions, links, passwords, identities, heldForms, ...entry } = person
  const [audit, auditTotal] = await Promise.all([findActs(ctx, userId), ctx.db.auditEvent.count({ where: aboutOrBy(userId) })])
  await ctx.record(action, { subject: { type: 'user', id: userId, unitId: person.unitId } })
  return {
    exportedAt: ctx.now,
    person: { ...entry, unit: unit?.name ?? null, password: passwordHash !== null, secondFactor: totpSecret !== null },
    ...{ sessions, links, passwords, identities, heldForms },
    audit: audit.map((row) => (row.actorId === userId ? row : { ...row, ip: null, userAgent: null })),
    auditLeftOut: auditTotal - audit.length,
  }
}

export type PersonExport = Awaited<ReturnType<typeof exportPerson>>

function findEverything(ctx: Ctx, id: string) {
  return ctx.db.user.findFirst({
    where: { id, erasedAt: null },
    select: {
      ...{ id: true, name: true, username: true, roles: true, unitId: true, demo: true, unit: { select: { name: true } } },
      ...{ passwordHash: true, passwordChangedAt: true, totpSecret: true, totpEnrolledAt: true },
      ...{ createdAt: true, enabledAt: true, lastSignInAt: true, idleWarnedAt: true, disabledAt: true, disabledReason: true },
      sessions: {
        select: {
          ...{ id: true, method: true, createdAt: true, lastSeenAt: true, secondFactorAt: true },
          ...{ ip: true, userAgent: true, endedAt: true, endedBecause: true },
        },
        orderBy: { createdAt: 'asc' },
      },
      links: { select: when, orderBy: { createdAt: 'asc' } },
      passwords: { select: { at: true }, orderBy: { at: 'asc' } },
      identities: { select: { issuer: true, subject: true, at: true } },
      heldForms: { select: { at: true } },
    },
  })
}

function aboutOrBy(userId: string) {
  return { OR: [{ actorId: userId }, { subjectType: 'user', subjectId: userId }] }
}

/** What they did and what was done to their entry. The details of business records are not theirs, nor is where another person sat. */
function findActs(ctx: Ctx, userId: string) {
  return ctx.db.auditEvent.findMany({
    where: aboutOrBy(userId),
    orderBy: { seq: 'desc' },
    take: auditRows,
    select: {
      ...{ at: true, actorId: true, actorRoles: true, ip: true, userAgent: true },
      ...{ action: true, subjectType: true, subjectId: true, success: true },
    },
  })
}
