import { createContext, useContext } from 'react'

const Nonce = createContext<string | undefined>(undefined)

/** The nonce of the response's content security policy. Known on the server only, and never loader data. */
export const NonceProvider = Nonce.Provider

export function useNonce(): string | undefined {
  return useContext(Nonce)
}
