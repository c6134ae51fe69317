/**
 * Options of the Remix Vite plugin; vite.config.ts reads them. All v3 flags are on, so that the move to React Router is a codemod.
 * @type {import('@remix-run/dev').VitePluginConfig & { future: Record<string, boolean> }}
 */
const options = {
  appDirectory: 'app',
  ignoredRouteFiles: ['**/.*'],
  serverModuleFormat: 'esm',
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_singleFetch: true,
    v3_lazyRouteDiscovery: true,
    v3_routeConfig: false,
    unstable_optimizeDeps: true,
  },
}

export default options
