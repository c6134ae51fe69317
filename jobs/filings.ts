import { Usage } from '~/domain/errors'
import { filingStates, kindLabels, stateLabels } from '~/domain/filing/filing'
import { type ListFilingsInput, listFilingsInput } from '~/domain/filing/inputs'
import { type FilingRow, listFilings } from '~/domain/filing/read.server'
import type { Job } from './job'

/** The filings in a state, those due first on top. */
export const job: Job = {
  name: 'filings',
  usage: `filings --state <状态>
状态：${filingStates.join(' ')}`,
  database: true,
  async run({ args, ctx, flags }) {
    const state = filingStates.find((known) => known === flags.state)
    if (args.length > 0 || !state) throw new Usage('usage', `请用 --state 写明状态：${filingStates.join('、')}`)
    const rows: FilingRow[] = []
    for (let after: string | null | undefined; after !== null; ) {
      const input: ListFilingsInput = listFilingsInput.parse({ state, limit: 200, ...(after && { after }) })
      const page = await listFilings(ctx, input)
      rows.push(...page.rows)
      after = page.next
    }
    const json = rows.map(({ number, kind, unit, platform, state: now, step, dueOn, overdue }) => ({
      number,
      kind,
      unit,
      platform,
      state: now,
      step,
      dueOn,
      overdue,
    }))
    return { exit: 0, json, text: rows.map(lineOf).join('\n') || `没有${stateLabels[state]}的备案。` }
  },
}

function lineOf({ number, kind, unit, platform, account, office, dueOn, overdue }: FilingRow): string {
  const due = dueOn ? `${dueOn}${overdue ? '（逾期）' : ''}` : ''
  return [number ?? '未编号', kindLabels[kind], unit, platform, account, office, due].filter(Boolean).join('  ')
}
