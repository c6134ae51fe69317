/** What the rules may say of an account. Disjoint; their counts sum to the total. */
export const levels = ['normal', 'reminder', 'warning', 'dormant', 'zombie', 'neverPosted', 'unknown', 'exempt'] as const
export type Level = (typeof levels)[number]

export const levelLabels: Record<Level, string> = {
  normal: '正常',
  reminder: '更新提醒',
  warning: '预警',
  dormant: '超2周未更新',
  zombie: '僵尸账号',
  neverPosted: '开通后从未更新',
  unknown: '无法判定',
  exempt: '不参评',
}

/** How the database writes each level. */
export const levelColumns = {
  normal: 'NORMAL',
  reminder: 'REMINDER',
  warning: 'WARNING',
  dormant: 'DORMANT',
  zombie: 'ZOMBIE',
  neverPosted: 'NEVER_POSTED',
  unknown: 'UNKNOWN',
  exempt: 'EXEMPT',
} as const satisfies Record<Level, string>

export type LevelColumn = (typeof levelColumns)[Level]

export function levelFromColumn(column: LevelColumn): Level {
  return levels.find((level) => levelColumns[level] === column) ?? 'unknown'
}

/** Levels that carry a veto finding; an account in one of them is unqualified. */
export const vetoLevels: readonly Level[] = ['dormant', 'zombie', 'neverPosted']

export type LevelCounts = Record<Level, number>

export function noCounts(): LevelCounts {
  return { normal: 0, reminder: 0, warning: 0, dormant: 0, zombie: 0, neverPosted: 0, unknown: 0, exempt: 0 }
}

/** All accounts counted. */
export function totalOf(counts: LevelCounts): number {
  return levels.reduce((sum, level) => sum + counts[level], 0)
}

/** Accounts that could be judged: all but unknown and exempt. */
export function checkedOf(counts: LevelCounts): number {
  return totalOf(counts) - counts.unknown - counts.exempt
}
