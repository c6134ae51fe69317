/** From leaving for the provider to coming back. */
export const ssoRules = { minutes: 10 }

/**
 * Why single sign-on did not work, as the address says it and the texts explain it: the person said no, the provider does not answer, the
 * way back took too long or began elsewhere, what came back does not hold, nobody here is bound to it, whoever is may not sign in, the identity
 * is somebody else's here, the person has one already, too many tries.
 */
export const ssoRefusals = ['denied', 'unreachable', 'expired', 'rejected', 'unbound', 'closed', 'taken', 'bound', 'later'] as const
export type SsoRefusal = (typeof ssoRefusals)[number]

/** What an address told: null where it told nothing known. */
export function ssoRefusalOf(told: string | null): SsoRefusal | null {
  return ssoRefusals.find((known) => known === told) ?? null
}

/** Whether what was left with the browser before leaving is still good. */
export function isInTime(leftAt: number, now: Date): boolean {
  const age = now.getTime() - leftAt
  return age >= 0 && age <= ssoRules.minutes * 60_000
}
