/** How often something may go wrong before it has to wait. */
export interface ThrottleRule {
  failures: number
  waitSeconds: number
  /** After so long without a failure the count begins anew. */
  windowSeconds: number
  /** Whether it begins anew when the wait is over, too; if not, each further failure has to wait again. */
  startsOver: boolean
}

const minutes = 60

/**
 * Five failures of one user name from one address lock that pair for 15 minutes (GB/T 22239-2019 8.1.4.1 b). Failures from everywhere only slow
 * the name down, and not where the person signed in before: nobody can be kept out by others (ASVS 6.1.1). In a session a password or code
 * may be wrong five times, then it ends.
 */
export const throttleRules = {
  pair: { failures: 5, waitSeconds: 15 * minutes, windowSeconds: 15 * minutes, startsOver: true },
  name: { failures: 20, waitSeconds: 10, windowSeconds: 15 * minutes, startsOver: false },
  session: { failures: 5, waitSeconds: 600 * minutes, windowSeconds: 600 * minutes, startsOver: false },
} as const satisfies Record<string, ThrottleRule>

export type Throttled = keyof typeof throttleRules

/** An address is the person's own for so long after they signed in from it. */
export const familiarDays = 90

/** What has not gone wrong for so long is forgotten. */
export const forgottenAfterHours = 24

/** Said to whoever has to wait, the same for names that exist and names that do not. */
export function waitSentence(throttled: Throttled, seconds: number): string {
  if (throttled === 'name') return `有人正在反复试这个用户名，请 ${seconds} 秒后再试。`
  return `连续 ${throttleRules.pair.failures} 次不对，已暂停登录。请 ${Math.ceil(seconds / 60)} 分钟后再试；忘记密码时请联系系统管理员。`
}
