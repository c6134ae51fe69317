import { type Day, dayFromColumn, dayOf } from '~/domain/calendar/day'
import type { Ctx } from '~/domain/context'
import { NotFound } from '~/domain/errors'
import { maySee } from '~/domain/member/fields'
import type { Tier } from '~/domain/unit/tier'
import type { Prisma } from '~/infra/prisma/client'
import { type BulletinGroup, bulletinGroups, type ContentClass, maskName, maskPhone, type Standing } from './account'
import type { GetAccountInput } from './inputs'

const accountSelect = {
  id: true,
  name: true,
  platformAccountId: true,
  url: true,
  contentClass: true,
  certifiedSubject: true,
  certified: true,
  standing: true,
  origin: true,
  filingNo: true,
  openedOn: true,
  filedOn: true,
  ceasedOn: true,
  followers: true,
  followersOn: true,
  leader: true,
  supervisorName: true,
  field: true,
  unit: { select: { id: true, name: true, tier: true } },
  platform: { select: { code: true, name: true, defaultClass: true, uniquenessGroup: true } },
  contacts: { select: { name: true, phone: true }, take: 1 },
  slots: {
    where: { releasedAt: null },
    select: {
      group: true,
      takenAt: true,
      exception: { select: { reason: true, documentNo: true, approverName: true, endsOn: true, state: true } },
    },
    take: 1,
  },
} satisfies Prisma.AccountSelect

type AccountRow = Prisma.AccountGetPayload<{ select: typeof accountSelect }>

export interface SlotView {
  groupName: string
  takenOn: Day
  exception: { reason: string; documentNo: string; approverName: string; endsOn: Day } | null
}

export interface RevisionView {
  id: string
  at: Date
  action: string
  actorName: string
  changes: { field: string; from: string | null; to: string | null }[]
}

type Days = 'openedOn' | 'filedOn' | 'ceasedOn' | 'followersOn'

export interface AccountView
  extends Omit<AccountRow, Days | 'contacts' | 'slots' | 'unit' | 'platform' | 'standing' | 'contentClass'>,
    Record<Days, Day | null> {
  standing: Standing
  contentClass: ContentClass | null
  unit: { id: string; name: string; tier: Tier }
  platform: { code: string; name: string; defaultClass: ContentClass; uniquenessGroup: string }
  /** Masked: 张*, 139****1004; null for whoever only reads the registry. */
  contact: { name: string | null; phone: string | null } | null
  slot: SlotView | null
  /** Newest first, at most 50. */
  revisions: RevisionView[]
}

/** An account's record with the slot it holds and how it changed. @throws NotFound (outside the actor's units, or taken back) */
export async function getAccount(ctx: Ctx, { id }: GetAccountInput): Promise<AccountView> {
  const { path } = ctx.scope
  const row = await ctx.db.account.findFirst({
    where: { id, voidedAt: null, ...(path === null ? {} : { unit: { path: { startsWith: path } } }) },
    select: accountSelect,
  })
  if (!row) throw new NotFound('账号')
  const { contacts, slots, openedOn, filedOn, ceasedOn, followersOn, ...rest } = row
  return {
    ...rest,
    openedOn: day(openedOn),
    filedOn: day(filedOn),
    ceasedOn: day(ceasedOn),
    followersOn: day(followersOn),
    contact: maySee(ctx.actor, 'account.contact')
      ? { name: maskedOrNull(contacts[0]?.name, maskName), phone: maskedOrNull(contacts[0]?.phone, maskPhone) }
      : null,
    slot: slots[0] ? await slotView(ctx, slots[0]) : null,
    revisions: await listRevisions(ctx, id),
  }
}

function maskedOrNull(text: string | null | undefined, mask: (text: string) => string): string | null {
  return text ? mask(text) : null
}

function day(column: Date | null): Day | null {
  return column && dayFromColumn(column)
}

async function slotView(ctx: Ctx, { group, takenAt, exception }: AccountRow['slots'][number]): Promise<SlotView> {
  const platforms = await ctx.db.platform.findMany({
    where: { uniquenessGroup: group },
    orderBy: { position: 'asc' },
    select: { name: true },
  })
  return {
    groupName: platforms[0]?.name ?? group,
    takenOn: dayOf(takenAt),
    exception: exception?.state === 'granted' ? grantedView(exception) : null,
  }
}

function grantedView({ reason, documentNo, approverName, endsOn }: NonNullable<AccountRow['slots'][number]['exception']>) {
  return { reason, documentNo, approverName, endsOn: dayFromColumn(endsOn) }
}

/** Contact details stay masked in the history too. */
const masked: Record<string, (text: string) => string> = { contactName: maskName, contactPhone: maskPhone }

async function listRevisions(ctx: Ctx, accountId: string): Promise<RevisionView[]> {
  const rows = await ctx.db.accountRevision.findMany({
    where: { accountId },
    orderBy: { id: 'desc' },
    take: 50,
    select: { id: true, at: true, action: true, actorName: true, changes: true },
  })
  const hidden = maySee(ctx.actor, 'account.contact') ? [] : Object.keys(masked)
  const revisions = rows.map(({ id, changes, ...row }) => ({
    ...row,
    id: String(id),
    changes: changesOf(changes).filter(({ field }) => !hidden.includes(field)),
  }))
  return nameOrganisers(ctx, revisions)
}

/** A change of organiser reads by the names of the units; a name is a public fact. */
async function nameOrganisers(ctx: Ctx, revisions: RevisionView[]): Promise<RevisionView[]> {
  const ids = revisions.flatMap(({ changes }) =>
    changes.filter(({ field }) => field === 'organiserId').flatMap(({ from, to }) => [from, to]),
  )
  const wanted = [...new Set(ids)].filter((id) => id !== null)
  if (wanted.length === 0) return revisions
  const units = await ctx.db.unit.findMany({ where: { id: { in: wanted } }, select: { id: true, name: true } })
  const name = (id: string | null) => units.find((unit) => unit.id === id)?.name ?? id
  return revisions.map(({ changes, ...revision }) => ({
    ...revision,
    changes: changes.map((change) =>
      change.field === 'organiserId' ? { ...change, from: name(change.from), to: name(change.to) } : change,
    ),
  }))
}

function changesOf(json: Prisma.JsonValue): RevisionView['changes'] {
  if (json === null || typeof json !== 'object' || Array.isArray(json)) return []
  return Object.entries(json).flatMap(([field, change]) => {
    if (change === undefined || change === null || typeof change !== 'object' || Array.isArray(change)) return []
    return [{ field, from: shown(field, change.from), to: shown(field, change.to) }]
  })
}

function shown(field: string, value: Prisma.JsonValue | undefined): string | null {
  if (value === null || value === undefined) return null
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return masked[field]?.(text) ?? text
}

export interface PlatformView {
  code: string
  name: string
  aliases: string[]
  uniquenessGroup: string
  bulletinGroup: BulletinGroup
  defaultClass: ContentClass
  urlPatterns: string[]
  active: boolean
}

/** The platform catalogue in its own order. */
export async function listPlatforms(ctx: Ctx): Promise<PlatformView[]> {
  const rows = await ctx.db.platform.findMany({ orderBy: [{ position: 'asc' }, { code: 'asc' }], omit: { position: true } })
  return rows.map((row) => ({ ...row, bulletinGroup: bulletinGroups.find((group) => group === row.bulletinGroup) ?? 'OTHER' }))
}
