import { keepReadings } from '~/domain/activity/keep-readings.server'
import type { Job } from './job'

/** Makes the partitions of the months to come and drops those whose time is over (nightly). */
export const job: Job = {
  name: 'keep-readings',
  usage: 'keep-readings',
  database: true,
  async run({ ctx }) {
    const { made, dropped, runs } = await keepReadings(ctx)
    return {
      exit: 0,
      json: { made, dropped, runs },
      text: `逐日数据：新建分区 ${made} 个，到期删除 ${dropped} 个；清除到期的采集记录 ${runs} 条。`,
    }
  },
}
