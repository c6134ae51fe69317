import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { aCall, ask } from '../support/http'
import { aServer } from '../support/server'
import { aWorld } from '../support/world'
import { isMutation, names } from './kit'
import { addressOf, type Way, waysOf } from './site'

/** What visitors may see and do, and why. Everything else asks who they are. */
const open: Record<string, string> = {
  root: 'the language of the page, from a cookie',
  'routes/$': 'says that there is no such page',
  'routes/sign-in': 'signing in',
  'routes/sign-out': 'ends the session there is, if there is one',
  'routes/link.$token': 'the token is what counts',
  'routes/language': 'a cookie that says which language',
  'routes/sso.start': 'leaves for the provider of single sign-on',
  'routes/sso.callback': 'the state left with the browser is what counts',
  'routes/api.trpc.$': 'each procedure asks, see below',
  'routes/me.export GET': 'leads to the page with the button',
}

const ways = await waysOf()
const values = { id: '00000000-0000-0000-0000-000000000000', fileHash: '0'.repeat(64), reportId: '0'.repeat(64), seq: '1' }

describe('ACC-1 every loader and action asks who is there', () => {
  test('every file of app/routes is looked at, and every open one exists', () => {
    const files = readdirSync('app/routes').map((file) => `routes/${file.replace(/\.tsx?$/, '')}`)
    expect(
      ways
        .map((way) => way.id)
        .filter((id) => id !== 'root')
        .sort(),
    ).toEqual(files.sort())
    expect(Object.keys(open).filter((id) => !ways.some((way) => way.id === id.split(' ')[0]))).toEqual([])
  })

  test('as a visitor over HTTP', async () => {
    await using world = await aWorld()
    await using server = await aServer(world)
    const outcomes: string[] = []
    const closed = ways.filter((way) => !open[way.id])
    for (const way of closed) {
      if (way.loads && !open[`${way.id} GET`]) outcomes.push(`${way.id} GET ${await look(server.origin, way)}`)
      if (way.acts) outcomes.push(`${way.id} POST ${await act(server.origin, way)}`)
    }
    expect(outcomes.filter((line) => !/ (to sign-in|401)$/.test(line))).toEqual([])
    expect(outcomes.length).toBeGreaterThan(20)
    expect(await world.database.db.auditEvent.count()).toBe(0)
  })

  test('every procedure, to a visitor over HTTP', async () => {
    await using world = await aWorld()
    await using server = await aServer(world)
    const { origin } = server
    for (const name of names) {
      const { status } = await ask(origin, `/api/trpc/${name}`, isMutation(name) ? aCall(origin, {}) : {})
      expect([name, status]).toEqual([name, 401])
    }
  })
})

/** Only the route's own loader: the frame around it would ask by itself. */
async function look(origin: string, way: Way): Promise<string> {
  const { id, isPage } = way
  const address = addressOf(way, values)
  const own = `${address === '/' ? '/_root' : address}.data?_routes=${encodeURIComponent(id)}`
  const { status, headers, body } = await ask(origin, isPage ? own : address)
  return said(status, isPage ? body : (headers.get('location') ?? ''))
}

async function act(origin: string, way: Way): Promise<string> {
  const address = addressOf(way, values)
  const form = { origin, 'content-type': 'application/x-www-form-urlencoded' }
  const headers = address.startsWith('/api/') ? { origin, 'content-type': 'application/json' } : form
  const index = way.isPage && address === '/' ? '/?index' : address
  const { status, headers: back } = await ask(origin, index, { method: 'POST', headers, body: address.startsWith('/api/') ? '{}' : 'a=b' })
  return said(status, back.get('location') ?? '')
}

function said(status: number, to: string): string {
  return [202, 302].includes(status) && to.includes('/sign-in') ? 'to sign-in' : String(status)
}
