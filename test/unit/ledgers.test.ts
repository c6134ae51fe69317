import { readFileSync } from 'node:fs'
import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { resolveUnits } from '~/domain/unit/resolve'
import { readSheet } from '~/infra/sheet.server'
import { nationalDivisions } from './table'

const divisions = nationalDivisions()
const counties = ['合作市', '临潭县', '卓尼县', '舟曲县', '迭部县', '玛曲县', '碌曲县', '夏河县']

function resolveAll(names: string[]) {
  return resolveUnits(
    names.map((name) => ({ name })),
    { known: [], divisions, home: null },
  )
}

test('every unit of the GB18030 ledger finds its place', () => {
  const text = new TextDecoder('gb18030').decode(readFileSync('test/data/ledgers/ledger-gbk.csv'))
  const { data } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true })
  const { answers, create } = resolveAll(data.map((row) => row.单位名称 ?? ''))
  expect(answers.filter((answer) => answer.kind === 'problem')).toEqual([])
  expect(create.slice(0, 9).map((unit) => unit.name)).toEqual(['甘南藏族自治州', ...counties].map((place) => `${place}人民政府办公室`))
  expect(create).toHaveLength(1 + 8 * 4)
})

test('every unit of the ledger as received finds its place, the prefecture office under both its names', async () => {
  const sheet = await readSheet({ bytes: readFileSync('test/data/ledgers/ledger-as-received.xlsx'), name: 'ledger-as-received.xlsx' })
  const names = sheet.rows.flatMap(({ cells }) => (typeof cells[0] === 'number' ? [String(cells[6] ?? '')] : []))
  expect(names).toHaveLength(49)
  const { answers, create } = resolveAll(names)
  expect(answers.filter((answer) => answer.kind === 'problem')).toEqual([])
  const own = create.filter((unit) => unit.divisionCode === '623000').map((unit) => unit.name)
  expect(own).toEqual(['甘南藏族自治州人民政府办公室', '州卫生健康委', '州疾控中心', '州林草局', '州审计局', '州统计局'])
})
