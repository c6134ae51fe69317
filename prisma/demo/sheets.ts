import { addDays, type Day } from '~/domain/calendar/day'
import type { Quarter } from '~/domain/calendar/window'
import { writeCsv } from '~/infra/sheet-write.server'
import type { DemoAccount } from './ledger'

/** The invented ledger as an office would send it. */
export function ledgerSheet(accounts: readonly DemoAccount[]): Uint8Array {
  const columns = Object.keys(accounts[0]?.row ?? {})
  return writeCsv(
    columns.map((title) => ({ title })),
    accounts.map((account) => columns.map((title) => account.row[title] ?? '')),
  )
}

const statementColumns = ['平台', '账号名称', '主办单位', '覆盖起', '覆盖止', '发布数', '最后发布时间']

/** What units without a feed state: last quarter, and the days since up to yesterday; those that never posted state it since their opening. */
export function activitySheet(accounts: readonly DemoAccount[], quarter: Quarter, yesterday: Day): Uint8Array {
  const rows = accounts.flatMap(({ habit, row }) => {
    const whose = [row.平台 ?? '', row.账号名称 ?? '', row.主办单位 ?? '']
    if (habit === 'statement') {
      const since = addDays(quarter.to, 1)
      return [
        [...whose, quarter.from, quarter.to, '27', `${quarter.to} 09:30`],
        [...whose, since, yesterday, '14', `${yesterday} 09:30`],
      ]
    }
    return habit === 'never' ? [[...whose, row.开设日期 ?? '', yesterday, '0', '']] : []
  })
  return writeCsv(
    statementColumns.map((title) => ({ title })),
    rows,
  )
}
