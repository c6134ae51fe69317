import path from 'node:path'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { alias: { '~': path.resolve('app') } },
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    exclude: ['test/bench/**', 'test/long/**'],
    globalSetup: ['test/support/global-setup.ts'],
    setupFiles: ['test/support/setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // Files share their worker process, and with it one open database that each world finds emptied.
    isolate: false,
    unstubEnvs: true,
    // A loaded machine takes its time; what fails, fails on its own sentence and not on the clock.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
})
