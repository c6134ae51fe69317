import { getRuntime } from '~/infra/runtime.server'
import { SealError } from '~/infra/secret.server'
import { type NoteName, withNote } from './cookies.server'

/** Leaves something with the browser for one of its next requests, sealed; the value of a Set-Cookie header. */
export function leaveNote(name: NoteName, said: unknown, seconds: number): string {
  return withNote(name, getRuntime().keyring.seal(JSON.stringify(said), `note:${name}`), seconds)
}

/** What was left, or null where it was not, was changed, or was sealed with a key that is gone. */
export function readNote(name: NoteName, sealed: string | null): unknown {
  if (!sealed) return null
  try {
    return JSON.parse(getRuntime().keyring.open(sealed, `note:${name}`))
  } catch (error) {
    if (error instanceof SealError) return null
    throw error
  }
}
