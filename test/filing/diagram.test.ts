import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { arrowsOf, mermaidOf, svgOf } from '~/domain/filing/diagram'
import { filingKinds, kindLabels, movesOf } from '~/domain/filing/filing'
import { reasons } from '~/domain/filing/reasons'
import type { PolicyKey } from '~/domain/policy/policy'
import { aWorld } from '../support/world'

const page = 'docs/filing.md'

/** A length that is not said here does not compile. */
const what: Record<Exclude<Extract<PolicyKey, `filing.${string}`>, 'filing.chain'>, string> = {
  'filing.review': 'each office looks or decides',
  'filing.returned': 'a returned filing is corrected, or lapses',
  'filing.openBy': 'an approved account is opened, or the approval lapses',
  'filing.announcement': 'an announcement runs, from the day it was published',
  'filing.report': 'changes of contacts, operator and address are reported',
  'filing.upward': 'numbers of the higher systems are recorded',
  'filing.exception': 'before its end an exception asks for its renewal',
  'filing.confirmation': 'from that month on every unit confirms its accounts',
  'filing.watch': 'after a cancellation the account’s return is watched for',
}

function section(text: string, name: string, lines: string[]): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  return `${text.slice(0, text.indexOf(open) + open.length)}\n${lines.join('\n')}\n${text.slice(text.indexOf(close))}`
}

const drawings = filingKinds.flatMap((kind) => [
  `### ${kindLabels[kind]} (${kind})`,
  `![${kindLabels[kind]}](filing-${kind}.svg)`,
  '',
  '```mermaid',
  mermaidOf(kind),
  '```',
  '',
])

const listed = [
  '| code | 原因 | sends back | refuses |',
  '| --- | --- | --- | --- |',
  ...reasons.map(
    ({ code, label, for: uses }) =>
      `| \`${code}\` | ${label} | ${uses.some((use) => use === 'return') ? '✓' : ''} | ${uses.some((use) => use === 'reject') ? '✓' : ''} |`,
  ),
]

test.each(filingKinds)('the drawing of %s is the transition table', async (kind) => {
  expect(arrowsOf(kind).flatMap(({ from, to }) => movesOf(kind).filter((move) => move.from === from && move.to === to))).toHaveLength(
    movesOf(kind).length,
  )
  await expect(svgOf(kind, `${kindLabels[kind]}备案的状态`)).toMatchFileSnapshot(`../../docs/filing-${kind}.svg`)
})

test('docs/filing.md says what the code does: states, lengths, reasons; `npm run docs:filing` writes them', async () => {
  await using world = await aWorld()
  const policies = await world.database.db.policy.findMany({
    where: { key: { in: Object.keys(what) }, validTo: null },
    orderBy: { key: 'asc' },
  })
  const days = [
    '| policy | so long | for | as it stands |',
    '| --- | --- | --- | --- |',
    ...policies.map(
      ({ key, value, clause }) => `| \`${key}\` | \`${JSON.stringify(value)}\` | ${what[key as keyof typeof what]} | ${clause} |`,
    ),
  ]
  const text = readFileSync(page, 'utf8')
  const wanted = section(section(section(text, 'states', drawings), 'days', days), 'reasons', listed)
  await expect(wanted).toMatchFileSnapshot(`../../${page}`)
})
