/** What a password must be. Each number is a rule of a profile; null: the profile has no such rule. */
export interface PasswordPolicy {
  minLength: number
  /** How many of the four classes must appear: upper case, lower case, digits, everything else (汉字 too). */
  minClasses: number | null
  /** No piece of the user name as long as this. */
  usernameFragment: number | null
  /** The password in use and those before it that may not be chosen again. */
  history: number
  maxAgeDays: number | null
  /** From how many days before its end the person is told. */
  noticeDays: number
}

/**
 * 等保 asks for composition, history and change (GB/T 22239-2019 8.1.4.1 a); ASVS 5.0 forbids composition and change (6.2.5, 6.2.10) and asks for
 * length and lists instead. docs/decisions.md says why both exist.
 */
export const passwordPolicies = {
  dengbao: { minLength: 12, minClasses: 3, usernameFragment: 3, history: 5, maxAgeDays: 90, noticeDays: 14 },
  asvs: { minLength: 8, minClasses: null, usernameFragment: null, history: 0, maxAgeDays: null, noticeDays: 0 },
} as const satisfies Record<string, PasswordPolicy>

export type PasswordProfile = keyof typeof passwordPolicies

export const longestPassword = 200

export interface PasswordCircumstances {
  username: string
  /** The person's unit: part of the names that everybody guesses first. */
  unitName: string | null
  /** Whether a word, in lower case, is among the passwords seen most often. */
  isCommon(word: string): boolean
}

/** What is wrong with a password, one sentence per rule, the most helpful first; empty: nothing. Past passwords are hashes and asked elsewhere. */
export function passwordFaults(password: string, policy: PasswordPolicy, who: PasswordCircumstances): string[] {
  const length = [...password].length
  const typed = password.normalize('NFKC').toLowerCase()
  const faults = [
    length < policy.minLength && `密码至少 ${policy.minLength} 位，现在是 ${length} 位，请加长。`,
    length > longestPassword && `密码最多 ${longestPassword} 位，请缩短。`,
    classesIn(password) < (policy.minClasses ?? 0) &&
      `请混用大写字母、小写字母、数字、其他符号（汉字算其他符号），至少 ${policy.minClasses} 类。`,
    holdsPieceOf(typed, who.username.toLowerCase(), policy.usernameFragment) && '请去掉与用户名相同的部分。',
    isGuessed(typed, who) && '这个密码太容易猜到，请换一个。',
  ]
  return faults.filter((fault) => fault !== false)
}

/** Said when a password was used before; the caller has compared the hashes. */
export function reusedSentence(policy: PasswordPolicy): string {
  return `最近 ${policy.history} 次用过的密码不能再用，请换一个。`
}

const classes = [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{Lu}\p{Ll}\p{Nd}]/u]

function classesIn(password: string): number {
  return classes.filter((kind) => kind.test(password)).length
}

/** A user name shorter than a piece counts whole. */
function holdsPieceOf(password: string, username: string, piece: number | null): boolean {
  if (piece === null || username === '') return false
  const letters = [...username]
  const size = Math.min(piece, letters.length)
  return letters.some((_, i) => i + size <= letters.length && password.includes(letters.slice(i, i + size).join('')))
}

const systemNames = ['账本', 'zhangben', 'gov', 'admin', '政务', '新媒体']

/** A common password, or hardly more than names of this place; digits and signs around either add nothing. */
function isGuessed(password: string, { username, unitName, isCommon }: PasswordCircumstances): boolean {
  const letters = password.replace(/[^\p{L}]/gu, '')
  const names = [unitName ?? '', username, ...systemNames].map((name) => name.toLowerCase().replace(/[^\p{L}]/gu, ''))
  const left = names.reduce((rest, name) => (name ? rest.replaceAll(name, '') : rest), letters)
  const isName = left !== letters && left.length < 3
  return isCommon(password) || isName || (letters !== '' && isCommon(letters))
}

const day = 24 * 60 * 60_000

/** When a password set at an instant must be replaced; null: never. */
export function passwordEnd(changedAt: Date | null, maxAgeDays: number | null): Date | null {
  return changedAt && maxAgeDays !== null ? new Date(changedAt.getTime() + maxAgeDays * day) : null
}

/** The days left of a password that ends soon; null while there is nothing to say. */
export function daysOfNotice(end: Date | null, { noticeDays }: PasswordPolicy, now: Date): number | null {
  if (!end) return null
  const left = Math.ceil((end.getTime() - now.getTime()) / day)
  return left <= noticeDays ? Math.max(0, left) : null
}
