import { expect, test } from 'vitest'
import type { Job } from '../../jobs/job'
import { parseWords } from '../../jobs/words'

const job: Job = {
  name: 'sample',
  usage: 'sample <file> [--dry-run] [--decimals <n>] --format docx|xlsx\n  --other is only prose',
  database: false,
  run: async () => ({ exit: 0, json: null }),
}

test.each([
  [['--dry-run', '表.xlsx'], { args: ['表.xlsx'], flags: { 'dry-run': true } }],
  [['表.xlsx', '--decimals', '2', '--format=docx'], { args: ['表.xlsx'], flags: { decimals: '2', format: 'docx' } }],
  [['--', '--dry-run'], { args: ['--dry-run'], flags: {} }],
  [[], { args: [], flags: {} }],
])('%j', (words, expected) => {
  expect(parseWords(job, words)).toEqual(expected)
})

test.each([[['--other']], [['--decimals']], [['--decimals', '--dry-run']], [['--dry-run=yes']], [['--constructor']]])(
  '%j is refused',
  (words) => {
    expect(() => parseWords(job, words)).toThrow('用法：sample <file>')
  },
)
