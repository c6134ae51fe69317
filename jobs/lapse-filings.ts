import { lapseOverdue } from '~/domain/filing/lapse.server'
import type { Job } from './job'

/** Ends approvals that nobody used and returned filings that nobody corrected, and frees their slots. */
export const job: Job = {
  name: 'lapse-filings',
  usage: 'lapse-filings',
  database: true,
  async run({ ctx }) {
    const { lapsed } = await lapseOverdue(ctx)
    return { exit: 0, json: { lapsed }, text: `已失效 ${lapsed.length} 份：${lapsed.map(({ number }) => number).join('、') || '无'}` }
  },
}
