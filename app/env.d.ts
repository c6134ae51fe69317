import '@remix-run/server-runtime'

declare module '@remix-run/server-runtime' {
  /** What the server tells the pages about a request beside the request itself. */
  interface AppLoadContext {
    nonce: string
    requestId: string
  }
}

declare global {
  interface ImportMetaEnv {
    /** Address of the kit's stylesheet; the build names it by its content. */
    readonly VITE_KIT_CSS?: string
  }
}
