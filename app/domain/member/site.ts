import type { Keyring } from '~/infra/secret.server'
import type { PasswordProfile } from './password-policy'

/** What of the installation signing in depends on. */
export interface Site {
  /** Where people reach it. */
  origin: string
  passwordProfile: PasswordProfile
  keyring: Keyring
}
