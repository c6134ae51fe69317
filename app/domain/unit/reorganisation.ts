/** 机构改革: what may happen to a unit. */
export const reorganisationKinds = ['rename', 'merge', 'split', 'abolish'] as const
export type ReorganisationKind = (typeof reorganisationKinds)[number]

export const reorganisationLabels: Record<ReorganisationKind, string> = { rename: '更名', merge: '并入', split: '分设', abolish: '撤销' }

/** Planned for a day to come, carried out, or called off before that day. */
export const reorganisationStates = ['planned', 'done', 'calledOff'] as const
export type ReorganisationState = (typeof reorganisationStates)[number]

/** A slot as it would be held after the reorganisation; `to` is the id of a unit or `part:0`. */
export interface Holding {
  group: string
  /** The account, or none while an opening is decided. */
  accountId: string | null
  account: string
  filingNo: string | null
  unit: string
  to: string
  /** It moves; what stays where it is has the older right. */
  moves: boolean
  /** It stands by an exception already. */
  exceptional: boolean
}

/** More than one account of a unit in a group: who would hold it, and which of them could be let stand by an exception. */
export interface SlotConflict {
  to: string
  group: string
  holders: Holding[]
  /** Given an exception in the plan; the others of the conflict then have the slot. */
  excepted: string[]
  resolved: boolean
}

/**
 * Where the one-account rule would be broken. An exception lets an account stand beside one other; only what moves and is an account can have
 * one.
 * Rule: 国办发〔2018〕123号 四(一).
 */
export function slotConflicts(holdings: readonly Holding[], exceptions: ReadonlySet<string>): SlotConflict[] {
  const places = new Map<string, Holding[]>()
  for (const holding of holdings.filter(({ exceptional }) => !exceptional)) {
    const place = `${holding.to}|${holding.group}`
    places.set(place, [...(places.get(place) ?? []), holding])
  }
  return [...places.values()].flatMap((holders) => {
    const [first] = holders
    if (!first || holders.length < 2) return []
    const excepted = holders.flatMap(({ accountId, moves }) => (accountId && moves && exceptions.has(accountId) ? [accountId] : []))
    return [{ to: first.to, group: first.group, holders, excepted, resolved: holders.length - excepted.length < 2 }]
  })
}
