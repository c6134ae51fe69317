import { draftBulletin } from '~/domain/bulletin/draft.server'
import type { Part } from '~/domain/bulletin/figures'
import { draftBulletinInput } from '~/domain/bulletin/inputs'
import { lastQuarter } from '~/domain/calendar/window'
import { Usage } from '~/domain/errors'
import type { Job } from './job'

/** Drafts the bulletin of a window, last quarter unless told otherwise. */
export const job: Job = {
  name: 'bulletin-draft',
  usage: 'bulletin-draft [--from <YYYY-MM-DD> --to <YYYY-MM-DD>] [--decimals <0-4>]',
  database: true,
  async run({ args, ctx, flags, report }) {
    if (args.length > 0) throw new Usage('usage', `多余的参数：${args.join(' ')}`)
    if ((flags.from === undefined) !== (flags.to === undefined)) throw new Usage('usage', '--from 和 --to 须同时给出。')
    const { from, to } = lastQuarter(ctx.now)
    const input = draftBulletinInput.parse({ from, to, ...flags })
    report(`正在起草 ${input.from} 至 ${input.to} 的通报……`)
    const { id, figures } = await draftBulletin(ctx, input)
    const { total, checked, coverage, unqualified, rate } = figures
    const parts = {
      byTier: list(figures.byTier),
      byGroup: list(figures.byGroup),
      byUnit: list(figures.byUnit),
      byPlatform: list(figures.byPlatform),
    }
    return { exit: 0, json: { id, total, checked, coverage, unqualified, rate, ...parts } }
  },
}

function list(parts: readonly Part[]): Part[] {
  return parts.map(({ key, name, total, checked, unqualified, rate }) => ({ key, name, total, checked, unqualified, rate }))
}
