import { dayOf, isDay } from '~/domain/calendar/day'
import { Usage } from '~/domain/errors'
import { evaluate } from '~/domain/supervision/evaluate.server'
import { levelLabels, levels } from '~/domain/supervision/level'
import type { Job } from './job'

/** Says of every account what the dormancy ladder says on a day (today by default), and raises the findings that follow. */
export const job: Job = {
  name: 'evaluate',
  usage: 'evaluate [--as-of <YYYY-MM-DD>]',
  database: true,
  async run({ ctx, flags }) {
    const asOf = flags['as-of'] ?? dayOf(ctx.now)
    if (typeof asOf !== 'string' || !isDay(asOf)) throw new Usage('usage', '请用 --as-of 写明评价日期，如 --as-of 2026-09-30。')
    const result = await evaluate(ctx, { asOf })
    const counts = levels.map((level) => `${levelLabels[level]} ${result.levels[level]}`).join('，')
    return { exit: 0, json: result, text: `截至 ${asOf}：在册 ${result.total} 个，检查 ${result.checked} 个。${counts}。` }
  },
}
