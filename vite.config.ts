import path from 'node:path'
import { vitePlugin as remix } from '@remix-run/dev'
import { defineConfig } from 'vite'
import remixConfig from './remix.config.js'

declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true
  }
}

// antd stays external on the server (bundled it breaks); chrome87 is the oldest browser of the offices that use this.
export default defineConfig({
  resolve: { alias: { '~': path.resolve('app') } },
  plugins: [remix(remixConfig)],
  build: { target: 'chrome87', chunkSizeWarningLimit: 1200 },
})
