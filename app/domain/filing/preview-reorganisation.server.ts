import { type Day, dayOf } from '~/domain/calendar/day'
import type { Ctx } from '~/domain/context'
import type { ReorganisationInput } from '~/domain/unit/inputs'
import type { ReorganisationKind } from '~/domain/unit/reorganisation'
import type { FilingKind, FilingState } from './filing'
import { mayGrant } from './reorganise.server'
import { type Effects, effectsOf } from './reorganise-effects.server'
import { type Outline, outlineOf } from './reorganise-plan.server'

export interface ReorganisationPreview {
  kind: ReorganisationKind
  unit: { id: string; name: string }
  effectiveOn: Day
  /** The day lies ahead: it is planned, not carried out. */
  later: boolean
  into: { id: string; name: string } | null
  renamed: { from: string; to: string } | null
  /** New units. */
  parts: { ref: string; name: string }[]
  /** The unit stands to the day before. */
  ends: boolean
  /** Units that come under another one, and which. */
  children: { id: string; name: string }[]
  supervised: { id: string; name: string }[]
  heir: string | null
  accounts: { id: string; name: string; platform: string; standing: string; to: string | null; place: string | null }[]
  conflicts: {
    group: string
    place: string
    resolved: boolean
    holders: { accountId: string | null; account: string; unit: string; filingNo: string | null; moves: boolean; excepted: boolean }[]
  }[]
  filings: { id: string; number: string | null; kind: FilingKind; state: FilingState; account: string | null; place: string | null }[]
  /** Whose view of the registry changes, and to which unit; null: they see nothing any more. */
  people: { id: string; name: string; roles: string[]; place: string | null }[]
  hindrances: string[]
  /** Nothing stands in the way. */
  clear: boolean
  /** Exceptions are granted by the top tier alone. */
  mayGrant: boolean
}

/** What a reorganisation would do, before anything is done. @throws what `reorganise` throws of a plan that cannot be read */
export function previewReorganisation(ctx: Ctx, input: ReorganisationInput): Promise<ReorganisationPreview> {
  return ctx.db.$transaction(async (tx) => {
    const outline = await outlineOf(tx, ctx, input)
    return viewOf(ctx, outline, await effectsOf(tx, ctx, outline))
  })
}

function viewOf(ctx: Ctx, { input, unit, into, renamed, parts, ends, heir }: Outline, effects: Effects): ReorganisationPreview {
  const name = (place: string | null) => place && (effects.places.get(place) ?? heir?.name ?? null)
  return {
    ...{ kind: input.kind, effectiveOn: input.effectiveOn, later: input.effectiveOn > dayOf(ctx.now), ends, heir: heir?.name ?? null },
    unit: { id: unit.id, name: unit.name },
    into: into && { id: into.id, name: into.name },
    renamed: renamed && { from: renamed.from, to: renamed.to },
    parts: parts.map(({ ref, name: named }) => ({ ref, name: named })),
    children: effects.children.map(({ id, name: named }) => ({ id, name: named })),
    supervised: effects.supervised,
    accounts: effects.accounts.map(({ id, name: named, platform, standing, to }) => ({
      ...{ id, name: named, platform, standing, to },
      place: name(to),
    })),
    conflicts: effects.conflicts.map(({ to, group, holders, resolved }) => ({
      ...{ group: effects.accounts.find((account) => account.group === group)?.platform ?? group, place: name(to) ?? '', resolved },
      holders: holders.map(({ accountId, account, unit: of, filingNo, moves }) => ({
        ...{ accountId, account, unit: of, filingNo, moves },
        excepted: accountId !== null && effects.excepted.has(accountId),
      })),
    })),
    filings: effects.filings.map(({ id, number, kind, state, account, to }) => ({ id, number, kind, state, account, place: name(to) })),
    people: effects.people.map(({ id, name: named, roles, to }) => ({ id, name: named, roles, place: name(to) })),
    hindrances: effects.hindrances,
    clear: effects.hindrances.length === 0 && effects.conflicts.every(({ resolved }) => resolved),
    mayGrant: mayGrant(ctx),
  }
}
