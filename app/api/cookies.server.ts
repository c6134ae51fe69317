/** `__Host-`: only over TLS (or on localhost), for this host alone, never readable by scripts. */
const sessionCookie = '__Host-sid'
const languageCookie = 'zb-lang'

export function sessionTokenOf(request: Request): string | null {
  return cookie(request, sessionCookie)
}

export function withSession(token: string): string {
  return `${sessionCookie}=${token}; Path=/; Secure; HttpOnly; SameSite=Lax`
}

export function withoutSession(): string {
  return `${sessionCookie}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0`
}

/** What one request leaves for a later one, see note.server.ts. */
export type NoteName = 'sso' | 'link'

export function noteIn(request: Request, name: NoteName): string | null {
  return cookie(request, `__Host-${name}`)
}

export function withNote(name: NoteName, value: string, seconds: number): string {
  return `__Host-${name}=${value}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${seconds}`
}

export function withoutNote(name: NoteName): string {
  return withNote(name, '', 0)
}

export function languageCookieOf(request: Request): string | null {
  return cookie(request, languageCookie)
}

export function withLanguage(language: string): string {
  return `${languageCookie}=${language}; Path=/; SameSite=Lax; Max-Age=31536000`
}

function cookie(request: Request, name: string): string | null {
  const header = request.headers.get('cookie') ?? ''
  for (const pair of header.split(';')) {
    const [key, value] = pair.trim().split('=', 2)
    if (key === name) return value || null
  }
  return null
}
