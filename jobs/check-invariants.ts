import { Usage } from '~/domain/errors'
import { checkInvariants } from '~/domain/filing/invariants.server'
import type { Job } from './job'

/** Whether the one-account rule holds in this database, slot by slot. Exit 1 when it does not. */
export const job: Job = {
  name: 'check-invariants',
  usage: 'check-invariants',
  database: true,
  async run({ args, ctx }) {
    if (args.length > 0) throw new Usage('usage', `多余的参数：${args.join(' ')}`)
    const found = await checkInvariants(ctx)
    const { ok, slots, doubles, leaks, orphans } = found
    return {
      exit: ok ? 0 : 1,
      json: found,
      text: `名额 ${slots} 个：重复 ${doubles}，未释放 ${leaks}，缺名额 ${orphans}。${ok ? '一致。' : '不一致，请联系系统管理员。'}`,
    }
  },
}
