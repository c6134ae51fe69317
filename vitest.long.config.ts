import { defineConfig } from 'vitest/config'
import usual from './vitest.config'

/** `npm run test:long`: what takes too long for every run. */
export default defineConfig({ ...usual, test: { ...usual.test, include: ['test/long/**/*.test.ts'], exclude: [] } })
