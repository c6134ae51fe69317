import { type CoverageSummary, getCoverage } from '~/domain/activity/read-coverage.server'
import { addDays, dayOf, isDay } from '~/domain/calendar/day'
import { Usage } from '~/domain/errors'
import type { Job } from './job'

/** How much of a window was looked at: throughout, in part, not at all. The last 30 days unless told otherwise. */
export const job: Job = {
  name: 'coverage',
  usage: 'coverage [--from <YYYY-MM-DD> --to <YYYY-MM-DD>]',
  database: true,
  readOnly: true,
  async run({ args, ctx, flags }) {
    if (args.length > 0) throw new Usage('usage', `多余的参数：${args.join(' ')}`)
    if ((flags.from === undefined) !== (flags.to === undefined)) throw new Usage('usage', '--from 和 --to 须同时给出。')
    const today = dayOf(ctx.now)
    const { from = addDays(today, -29), to = today } = flags
    if (typeof from !== 'string' || typeof to !== 'string' || !isDay(from) || !isDay(to)) {
      throw new Usage('usage', '请用 --from 和 --to 写明日期，如 --from 2026-07-01 --to 2026-09-30。')
    }
    const { byUnit: _, ...summary } = await getCoverage(ctx, { from, to })
    return { exit: 0, json: summary, text: textOf(summary, from, to) }
  },
}

function textOf({ accounts, proven, partial, unknown, byPlatform }: Omit<CoverageSummary, 'byUnit'>, from: string, to: string): string {
  return [
    `${from} 至 ${to}：账号 ${accounts} 个，全程查过 ${proven} 个，部分查过 ${partial} 个，没有查过 ${unknown} 个。`,
    ...byPlatform.map((row) => `${row.name}：${row.accounts} 个，全程 ${row.proven}，部分 ${row.partial}，没有 ${row.unknown}`),
  ].join('\n')
}
