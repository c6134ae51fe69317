/**
 * `npm run bench`: every benchmark, one after another, each beside its floor. Prints, asserts nothing. Needs a PostgreSQL server:
 * TEST_DATABASE_URL, else the one at 127.0.0.1:5432.
 */
import { spawnSync } from 'node:child_process'

const server = process.env.TEST_DATABASE_URL ?? 'postgresql://postgres@127.0.0.1:5432/postgres'
const benches = [
  ['test/bench/ledger.ts', '100000', 'csv'],
  ['test/bench/ledger.ts', '100000', 'xlsx'],
  ['test/bench/evaluate.ts'],
  ['test/bench/sign-in.ts'],
  ['test/bench/filings.ts'],
  ['test/bench/collect.ts'],
] as const

for (const words of benches) {
  process.stdout.write(`\n== ${words.join(' ')}\n`)
  const { status } = spawnSync(process.execPath, ['--expose-gc', '--import', 'tsx', ...words], {
    stdio: 'inherit',
    env: { ...process.env, TEST_DATABASE_URL: server },
  })
  if (status !== 0) process.exitCode = 1
}
