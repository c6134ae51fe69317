import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import type { SsoSettings } from '~/infra/env.server'

const client = { clientId: 'zhangben', clientSecret: 'a client secret for tests, long enough' }
const redirectPath = '/sso/callback'

export interface TestProvider extends AsyncDisposable {
  settings: SsoSettings
}

/**
 * A real provider (oidc-provider) on loopback. Its page asks who one is by links: `?as=<subject>`, `?as=<subject>&acr=strong`, `?deny`.
 * `origin` says, once known, where our server stands.
 */
export async function aProvider(origin: () => string, strongAcr: string | null = null): Promise<TestProvider> {
  let provider: Provider | undefined
  const { issuer, close } = await listen((req, res) => {
    provider ??= newProvider(issuer, origin())
    const { pathname, searchParams } = new URL(req.url ?? '/', issuer)
    if (pathname.startsWith('/interaction/')) return void interact(provider, req, res, searchParams)
    provider.callback()(req, res)
  })
  return { settings: { issuer, ...client, label: '甘肃政务统一认证', strongAcr }, [Symbol.asyncDispose]: close }
}

function newProvider(issuer: string, origin: string): Provider {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return new Provider(issuer, {
    clients: [
      {
        ...{ client_id: client.clientId, client_secret: client.clientSecret, redirect_uris: [origin + redirectPath] },
        ...{ grant_types: ['authorization_code'], response_types: ['code'], token_endpoint_auth_method: 'client_secret_post' },
      },
    ],
    acrValues: ['strong'],
    claims: { acr: null },
    pkce: { required: () => true },
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'test' }] },
    cookies: { keys: ['for tests alone'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_: unknown, sub: string) => ({ accountId: sub, claims: () => ({ sub }) }),
    async loadExistingGrant(ctx: { oidc: { provider: Provider; client: { clientId: string }; session: { accountId: string } } }) {
      const { provider, client, session } = ctx.oidc
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId })
      grant.addOIDCScope('openid')
      await grant.save()
      return grant
    },
    ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 60, IdToken: 60, Interaction: 600, Session: 600 },
  })
}

async function interact(provider: Provider, req: IncomingMessage, res: ServerResponse, search: URLSearchParams): Promise<void> {
  await provider.interactionDetails(req, res)
  const as = search.get('as')
  const acr = search.get('acr')
  if (search.has('deny')) {
    await provider.interactionFinished(req, res, { error: 'access_denied', error_description: 'the person said no' })
  } else if (as) {
    await provider.interactionFinished(req, res, { login: { accountId: as, ...(acr && { acr }) } })
  } else {
    res.setHeader('Content-Type', 'text/html; charset=utf-8')
    res.end(
      `<!doctype html><html lang="zh-CN"><title>省统一认证</title><link rel="icon" href="data:,"><h1>省统一身份认证</h1><a href="?as=lmc-0941">拉毛草</a> <a href="?deny">取消</a></html>`,
    )
  }
}

/** What a forger changes of a good token: claims, the header, the key it is signed with. */
export interface Forgery {
  claims?: Record<string, unknown>
  alg?: 'RS256' | 'none'
  foreignKey?: boolean
  /** What the provider says its name is in its own description. */
  issuer?: string
}

/** A provider of few lines that signs whatever the test asks for; everybody is `subject` there. */
export async function aForger(subject: string): Promise<TestProvider & { next: Forgery }> {
  const good = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const forger = { next: {} as Forgery }
  let nonce = ''
  const { issuer, close } = await listen((req, res) => {
    const { pathname, searchParams } = new URL(req.url ?? '/', issuer)
    const json = (body: unknown) => void res.setHeader('Content-Type', 'application/json').end(JSON.stringify(body))
    if (pathname === '/.well-known/openid-configuration') {
      return json({
        ...{ issuer: forger.next.issuer ?? issuer, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token` },
        ...{ jwks_uri: `${issuer}/jwks`, response_types_supported: ['code'], subject_types_supported: ['public'] },
        id_token_signing_alg_values_supported: ['RS256', 'none'],
      })
    }
    if (pathname === '/jwks')
      return json({ keys: [{ ...good.publicKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'good' }] })
    if (pathname === '/auth') {
      nonce = searchParams.get('nonce') ?? ''
      const back = new URL(searchParams.get('redirect_uri') ?? '')
      back.search = String(new URLSearchParams({ code: 'a-code', state: searchParams.get('state') ?? '' }))
      return void res.writeHead(302, { Location: back.href }).end()
    }
    const { claims, alg = 'RS256', foreignKey = false } = forger.next
    const now = Math.floor(Date.now() / 1000)
    const said = { iss: issuer, aud: client.clientId, sub: subject, nonce, iat: now, exp: now + 60, ...claims }
    const id_token = jwt(said, alg, foreignKey ? foreign.privateKey : good.privateKey)
    json({ access_token: 'an-access-token', token_type: 'Bearer', id_token })
  })
  const settings = { issuer, ...client, label: '统一身份认证', strongAcr: null }
  return Object.assign(forger, { settings, [Symbol.asyncDispose]: close })
}

function jwt(claims: object, alg: string, key: KeyObject): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const text = `${part({ alg, typ: 'JWT', ...(alg !== 'none' && { kid: 'good' }) })}.${part(claims)}`
  return `${text}.${alg === 'none' ? '' : sign('sha256', Buffer.from(text), key).toString('base64url')}`
}

/** On `localhost`, the one name under which plain http is believed. */
async function listen(
  handle: (req: IncomingMessage, res: ServerResponse) => void,
): Promise<{ issuer: string; close: () => Promise<void> }> {
  const server = createServer(handle)
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  return {
    issuer: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** A browser without a window: keeps cookies by origin, shows each answer as it came. `cookie` goes to whatever is visited first. */
export function aTraveller(cookie?: string) {
  let brought = cookie
  const jars = new Map<string, Map<string, string>>()
  const jarOf = (origin: string) => {
    const jar = jars.get(origin) ?? new Map<string, string>()
    jars.set(origin, jar)
    return jar
  }
  async function get(address: string, headers: Record<string, string> = {}): Promise<Response> {
    const { origin } = new URL(address)
    const jar = jarOf(origin)
    if (brought) jar.set(...(brought.split('=', 2) as [string, string]))
    brought = undefined
    const cookies = [...jar].map(([name, value]) => `${name}=${value}`)
    const answer = await fetch(address, { redirect: 'manual', headers: { cookie: cookies.join('; '), ...headers } })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '' || /max-age=0\b/i.test(line) || /expires=thu, 01 jan 1970/i.test(line)) jar.delete(name)
      else jar.set(name, value)
    }
    return answer
  }
  /** Follows redirects as long as `until` does not match the next address, and says what that is. */
  async function follow(address: string, until: RegExp, headers: Record<string, string> = {}): Promise<string> {
    let next = address
    for (let hop = 0; hop < 20; hop += 1) {
      const location = (await get(next, headers)).headers.get('location')
      if (!location) throw new Error(`nowhere to go from ${next}`)
      next = new URL(location, next).href
      if (until.test(next)) return next
    }
    throw new Error(`still under way: ${next}`)
  }
  return {
    get,
    follow,
    cookieFor: (origin: string, name: string) => jarOf(origin).get(name) ?? null,
    setCookie: (origin: string, name: string, value: string) => void jarOf(origin).set(name, value),
  }
}
