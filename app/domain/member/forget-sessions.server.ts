import type { Ctx } from '~/domain/context'
import { sessionRules } from './session'

/** Deletes where people signed in from half a year ago, and the links of that time: nobody needs it any more. The audit keeps its own record. */
export async function forgetOldSessions(ctx: Ctx): Promise<{ sessions: number; links: number }> {
  const lt = new Date(ctx.now.getTime() - sessionRules.keptDays * 24 * 3_600_000)
  const [sessions, links] = [{ lastSeenAt: { lt } }, { expiresAt: { lt } }]
  if ((await ctx.db.session.count({ where: sessions })) + (await ctx.db.signInLink.count({ where: links })) === 0)
    return { sessions: 0, links: 0 }
  return ctx.write('member.forgetSessions', async (tx) => {
    const result = {
      sessions: (await tx.session.deleteMany({ where: sessions })).count,
      links: (await tx.signInLink.deleteMany({ where: links })).count,
    }
    return { subject: { type: 'session' }, detail: result, result }
  })
}
