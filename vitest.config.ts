import path from 'node:path'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Browsers, processes and long sequences first: none of them begins when the others are done. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isLong = ({ moduleId }: TestSpecification) => /\/test\/(e2e|faults|filing\/model|audit\/command|access)\b/.test(moduleId)
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
  }
}

export default defineConfig({
  resolve: { alias: { '~': path.resolve('app') } },
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    exclude: ['test/bench/**', 'test/long/**'],
    globalSetup: ['test/support/global-setup.ts'],
    setupFiles: ['test/support/setup.ts'],
    pool: 'forks',
    // One more than the cores of a small machine: much of what the tests do is waiting for browsers and processes.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    // Files share their worker process, and with it one open database that each world finds emptied.
    isolate: false,
    unstubEnvs: true,
    // A loaded machine takes its time; what fails, fails on its own sentence and not on the clock.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
})
