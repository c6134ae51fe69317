import { readFileSync } from 'node:fs'
import { stringify } from 'csv-stringify/sync'

/** A ledger of the collection, as an office sent it. */
export function sampleLedger(name: 'ledger-as-received.xlsx' | 'ledger-gbk.csv') {
  return { name, bytes: readFileSync(`test/data/ledgers/${name}`) }
}

export type Row = Record<string, string>

/** A ledger sheet with these columns; a row gives what it has. */
export function aLedger(rows: readonly Row[], name = '台账.csv') {
  const columns = [...new Set(['账号名称', '平台', '主办单位', ...rows.flatMap((row) => Object.keys(row))])]
  return { name, bytes: Buffer.from(stringify([columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))])) }
}

/** A row of a ledger, 合作发布 on weibo unless told otherwise. */
export function aRow(parts: Row = {}): Row {
  return { 账号名称: '合作发布', 平台: '新浪微博', 主办单位: '合作市人民政府办公室', ...parts }
}
