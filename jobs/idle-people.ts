import { disableIdle } from '~/domain/member/disable-idle.server'
import { forgetOldSessions } from '~/domain/member/forget-sessions.server'
import { idleRules } from '~/domain/member/idle'
import { namesOf } from '~/domain/member/read-people.server'
import type { Job } from './job'

/** Disables people who have not signed in for 90 days and marks those for whom it is near; forgets where people signed in half a year ago. The document holds numbers of people, never names: it is kept. */
export const job: Job = {
  name: 'idle-people',
  usage: 'idle-people [--dry-run]',
  database: true,
  async run({ ctx, flags }) {
    const dryRun = flags['dry-run'] === true
    const { warn, disable, keep } = await disableIdle(ctx, { dryRun })
    if (!dryRun) await forgetOldSessions(ctx)
    const names = await namesOf(ctx, [...warn, ...disable, ...keep])
    const line = (what: string, ids: readonly string[]) =>
      `${what} ${ids.length} 人${ids.length > 0 ? `：${ids.map((id) => names.get(id) ?? id).join('、')}` : ''}`
    return {
      exit: 0,
      json: { warned: warn, disabled: disable, kept: keep },
      text: [
        dryRun ? '试运行，没有改动。' : '',
        line(`满 ${idleRules.disableDays} 天未登录，停用`, disable),
        line(`满 ${idleRules.warnDays} 天未登录，新列为“将停用”`, warn),
        line('是三员中最后一位能登录的，保留', keep),
      ]
        .filter(Boolean)
        .join('\n'),
    }
  },
}
