import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientError,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client'
import type { SsoSettings } from './env.server'

/** What has to be remembered between leaving for the provider and coming back. */
export interface Expected {
  state: string
  nonce: string
  verifier: string
}

export interface Arrival {
  issuer: string
  subject: string
  /** How the provider says that the person was authenticated. */
  acr: string | null
}

/** The provider refused, does not answer, or what it answered does not hold. `code` is for the log; no secret is in it. */
export class OidcError extends Error {
  readonly why: 'denied' | 'unreachable' | 'rejected'
  readonly code: string
  constructor(why: OidcError['why'], cause: unknown) {
    super(`single sign-on: ${why}`, { cause })
    this.why = why
    this.code = codeOf(cause)
  }
}

/** Seconds a person waits for the provider at most. */
const patience = 8

/** How long the provider's description of itself is believed before it is read again. */
const trust = 10 * 60_000

const known = new WeakMap<SsoSettings, { readAt: number; config: Promise<Configuration> }>()

/** Read when somebody first signs in, never at start: a provider that is down does not keep the server from starting. A failure is not kept. */
function provider(settings: SsoSettings, now: Date): Promise<Configuration> {
  const kept = known.get(settings)
  if (kept && now.getTime() - kept.readAt < trust) return kept.config
  const { issuer, clientId, clientSecret } = settings
  // Over TLS the library believes an ID token from the token endpoint as it comes; with this its signature is checked too.
  const execute = [enableNonRepudiationChecks, ...(issuer.startsWith('http:') ? [allowInsecureRequests] : [])]
  const config = discovery(new URL(issuer), clientId, clientSecret, undefined, { timeout: patience, execute })
  known.set(settings, { readAt: now.getTime(), config })
  config.catch(() => known.delete(settings))
  return config
}

/**
 * Where to send the browser, and what to expect when it comes back (authorization code with PKCE, RFC 7636, RFC 9700).
 * @throws OidcError unreachable
 */
export async function depart(settings: SsoSettings, redirectUri: string, now: Date): Promise<{ url: string; expected: Expected }> {
  const config = await provider(settings, now).catch((error: unknown) => {
    throw new OidcError('unreachable', error)
  })
  const expected = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() }
  const url = buildAuthorizationUrl(config, {
    ...{ redirect_uri: redirectUri, scope: 'openid', response_type: 'code', state: expected.state, nonce: expected.nonce },
    ...{ code_challenge: await calculatePKCECodeChallenge(expected.verifier), code_challenge_method: 'S256' },
    ...(settings.strongAcr && { acr_values: settings.strongAcr }),
  })
  return { url: url.href, expected }
}

/**
 * Who came back. The library checks state, issuer, code, signature, audience, nonce and times; whatever does not fit is refused.
 * @throws OidcError
 */
export async function arrive(settings: SsoSettings, callback: URL, expected: Expected, now: Date): Promise<Arrival> {
  try {
    const config = await provider(settings, now)
    const tokens = await authorizationCodeGrant(config, callback, {
      ...{ expectedState: expected.state, expectedNonce: expected.nonce, pkceCodeVerifier: expected.verifier, idTokenExpected: true },
    })
    const claims = tokens.claims()
    if (!claims) throw new Error('no claims')
    return { issuer: claims.iss, subject: claims.sub, acr: typeof claims.acr === 'string' ? claims.acr : null }
  } catch (error) {
    throw new OidcError(whyOf(error), error)
  }
}

function whyOf(error: unknown): OidcError['why'] {
  if (error instanceof AuthorizationResponseError) {
    if (error.error === 'access_denied') return 'denied'
    return ['server_error', 'temporarily_unavailable'].includes(error.error) ? 'unreachable' : 'rejected'
  }
  const unanswered = error instanceof TypeError || (error instanceof ClientError && error.code === 'OAUTH_TIMEOUT')
  return unanswered ? 'unreachable' : 'rejected'
}

function codeOf(error: unknown): string {
  if (error instanceof AuthorizationResponseError) return error.error.slice(0, 60)
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return error instanceof Error ? error.name : 'unknown'
}
