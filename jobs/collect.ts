import { z } from 'zod'
import { assertClock } from '~/domain/activity/clock.server'
import { type CollectCounts, collect } from '~/domain/activity/collect.server'
import { Usage } from '~/domain/errors'
import { collectingTools } from './collecting'
import type { Job } from './job'

/** Looks at the sources: all, those that are due, or one account's. A failed look is a result, not a failed command. */
export const job: Job = {
  name: 'collect',
  usage: 'collect [--due] [--account <id>]',
  database: true,
  async run(call) {
    const { ctx, flags, report } = call
    const accountId = flags.account
    if (accountId !== undefined && !z.uuid().safeParse(accountId).success)
      throw new Usage('usage', '请用 --account 写明账号的编号（UUID）。')
    await assertClock(ctx.pool, new Date())
    const counts = await collect(ctx, {
      tools: collectingTools(ctx.pool, () => call.keyring, ctx.now),
      due: flags.due === true,
      ...(typeof accountId === 'string' && { accountId }),
      progress: (done) => done % 50 === 0 && report(`已采集 ${done} 个源……`),
    })
    return { exit: 0, json: counts, text: textOf(counts) }
  },
}

function textOf(counts: CollectCounts): string {
  const { sources, ok, unchanged, empty, partial, failed, blocked, notReady, newPosts } = counts
  return `采集 ${sources} 个源：有新内容 ${ok}，无新内容 ${unchanged}，列表为空 ${empty}，部分无法读取 ${partial}，失败 ${failed}，被拒 ${blocked}，待重试 ${notReady}；新增 ${newPosts} 条。`
}
