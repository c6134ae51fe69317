import { createHash, createHmac, randomUUID } from 'node:crypto'

/**
 * Headers of its newer signature (2.0): the secret proves itself and does not travel. Second-hand, from public code; the older interface, which
 * reads the token from the address, ignores them.
 */
export function signedHeaders({
  clientId,
  secret,
  accessToken,
  at,
}: {
  clientId: string
  secret: string
  accessToken: string
  at: Date
}): Record<string, string> {
  const signed: [string, string][] = [
    ['x-bili-accesskeyid', clientId],
    ['x-bili-content-md5', createHash('md5').update('').digest('hex')],
    ['x-bili-signature-method', 'HMAC-SHA256'],
    ['x-bili-signature-nonce', randomUUID()],
    ['x-bili-signature-version', '2.0'],
    ['x-bili-timestamp', String(Math.floor(at.getTime() / 1000))],
  ]
  const lines = signed.map(([name, value]) => `${name}:${value}`).join('\n')
  const authorization = createHmac('sha256', secret).update(lines).digest('hex')
  return { ...Object.fromEntries(signed), authorization, 'access-token': accessToken }
}
