import { reorganiseDue } from '~/domain/filing/reorganise-due.server'
import type { Job } from './job'

/** Carries out the reorganisations whose day has come. Exit 1 where one could not be. */
export const job: Job = {
  name: 'reorganise-units',
  usage: 'reorganise-units',
  database: true,
  async run({ ctx }) {
    const { done, hindered } = await reorganiseDue(ctx)
    return {
      exit: hindered.length > 0 ? 1 : 0,
      json: { done, hindered },
      text: [
        `已执行机构改革 ${done.length} 项：${done.map(({ unit }) => unit).join('、') || '无'}`,
        ...hindered.map(({ unit, reason }) => `未能执行：${unit}。${reason}`),
      ].join('\n'),
    }
  },
}
