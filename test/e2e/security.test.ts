import type { Browser, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { draftBulletin } from '~/domain/bulletin/draft.server'
import type { Role } from '~/domain/context'
import { aKit, call, type Kit, keep } from '../access/kit'
import { addressOf, waysOf } from '../access/site'
import { aFeedServer, body } from '../support/feed-server'
import { aPerson } from '../support/people'
import { aServer } from '../support/server'
import { aWorld } from '../support/world'
import { aBrowser, aVisit } from './browser'

declare global {
  interface Window {
    ran?: string[]
    violations?: string[]
  }
}

interface Watched {
  page: Page
  /** Whatever ran that should not have, and what the content policy stopped. */
  findings(): Promise<{ ran: string[]; violations: string[]; complaints: string[] }>
}

/** A visit whose page counts what its content policy stops. */
async function aWatchedVisit(browser: Browser, origin: string, token?: string): Promise<Watched> {
  const { page, complaints } = await aVisit(browser)
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  if (token) {
    const { hostname } = new URL(origin)
    await page
      .context()
      .addCookies([{ name: '__Host-sid', value: token, domain: hostname, path: '/', secure: true, httpOnly: true, sameSite: 'Lax' }])
  }
  await page.addInitScript(() => {
    window.violations = []
    document.addEventListener('securitypolicyviolation', (event) =>
      window.violations?.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
    )
  })
  return {
    page,
    findings: async () => ({
      ran: await page.evaluate(() => window.ran ?? []),
      violations: await page.evaluate(() => window.violations ?? []),
      complaints: complaints.splice(0),
    }),
  }
}

const clean = { ran: [], violations: [], complaints: [] }

/** Every page with something on it, for a role. */
async function pagesOf(kit: Kit, role: Role): Promise<string[]> {
  const { accountId, bulletinId } = kit.at('own')
  const fileName = `${attack.slice(0, 190)}.csv`
  const fileHash = await keep(Buffer.from(`账号名称,平台,主办单位\n${attack},新浪微博,${attack}\n`))
  const { reportId } =
    role === 'registrar'
      ? ((await call(kit.callers.registrar.ctx, 'ledger.check', { fileHash, fileName })) as { reportId: string })
      : { reportId: fileHash }
  const values = { 'accounts.id': accountId, 'bulletins.id': bulletinId, id: kit.callers.reporter.userId, fileHash, reportId, seq: '1' }
  const ways = (await waysOf()).filter((way) => way.isPage && way.loads && !['root', 'routes/_app', 'routes/$'].includes(way.id))
  return ways.map((way) => addressOf(way, values))
}

/** Ways in which a text becomes a program, in one text. */
const attack = [
  `<script>window.ran=['script']</script>`,
  `"><img src=x onerror="window.ran=['img']">`,
  `'><svg/onload=window.ran=['svg']>`,
  `</script></title></textarea></style><script>window.ran=['broken out']</script>`,
  `<a href="javascript:window.ran=['link']">x</a><iframe srcdoc="<script>parent.ran=['frame']</script>">`,
  '<!--]]>\u2028{{7*7}}\u0000',
]
  .join('')
  .replaceAll('\0', '')

/** Puts the attack into every text a person or a file can bring in. */
async function poison({ world, at }: Kit): Promise<void> {
  const { pool } = world.database
  const columns: Record<string, string[]> = {
    Account: ['name', 'certifiedSubject', 'leader', 'supervisorName', 'field'],
    AccountContact: ['name', 'phone'],
    AccountRevision: ['actorName'],
    Unit: ['name'],
    Platform: ['name'],
    Post: ['title'],
    Finding: ['reason', 'decidedBy'],
    User: ['name'],
    LedgerImport: ['fileName', 'actorName'],
    Source: ['lastMessage'],
  }
  for (const [table, names] of Object.entries(columns)) {
    await pool.query(`UPDATE "${table}" SET ${names.map((name) => `"${name}" = $1`).join(', ')}`, [attack])
  }
  await pool.query(`UPDATE "Account" SET "platformAccountId" = $1, "filingNo" = $1 WHERE "id" = $2`, [attack, at('own').accountId])
  await pool.query(`UPDATE "Account" SET "url" = 'javascript:window.ran=[1]'`)
  await pool.query(`UPDATE "Post" SET "url" = 'https://weibo.com/"><script>window.ran=[1]</script>'`)
  await pool.query(`UPDATE "AccountRevision" SET "changes" = $1`, [
    JSON.stringify({ name: { from: attack, to: attack }, [attack]: { from: null, to: attack } }),
  ])
  const exception = await world.database.db.slotException.create({
    data: {
      ...{ unitId: at('own').unitId, group: 'weibo', reason: attack, documentNo: attack, approverName: attack },
      ...{ endsOn: new Date('2027-12-31'), createdAt: new Date() },
    },
  })
  await pool.query(`UPDATE "Slot" SET "exceptionId" = $1 WHERE "accountId" = $2`, [exception.id, at('own').accountId])
  await draftBulletin(world.ctx(), { from: '2026-07-01', to: '2026-09-30' })
  await world
    .ctx({ actor: { kind: 'job', name: attack } })
    .record('access.refused', { subject: { type: attack, id: attack }, detail: { [attack]: attack }, success: false })
}

const windowsAtOnce = 4

test.each(['registrar', 'systemAdmin', 'securityAdmin', 'auditor'] as const)(
  'INJ-1 HDR-2 no page of the %s runs what stands in the registry, and none breaks its own content policy',
  async (role) => {
    await using kit = await aKit()
    await poison(kit)
    await using server = await aServer(kit.world)
    await using browser = await aBrowser()
    const { token } = await aPerson(kit.world, { roles: [role], name: attack })
    const addresses = await pagesOf(kit, role)
    let shown = 0
    const read = async () => {
      const { page, findings } = await aWatchedVisit(browser, server.origin, token)
      for (let address = addresses.shift(); address !== undefined; address = addresses.shift()) {
        const response = await page.goto(server.origin + address)
        const status = response?.status() ?? 0
        if (status === 200) await page.waitForLoadState('networkidle')
        expect({ address, status }).toMatchObject({ status: expect.toSatisfy((code: number) => code < 500) })
        if ((await page.content()).includes('&lt;script&gt;')) shown++
        const found = await findings()
        const own = found.complaints.filter((line) => !/status of (403|404|409)/.test(line))
        expect({ address, ...found, complaints: own }).toEqual({ address, ...clean })
      }
    }
    await Promise.all(Array.from({ length: windowsAtOnce }, read)) // each page is mostly waited for
    expect(shown).toBeGreaterThan(1) // the attack was there to be seen
  },
)

test('HDR-2 a script that came in without the nonce does not run, nor does one behind an event or a link', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  await using browser = await aBrowser()
  const { page, findings } = await aWatchedVisit(browser, server.origin)
  await page.route('**/sign-in', async (route) => {
    const response = await route.fetch()
    const injected = `<script>window.ran=['inline']</script><script src="https://evil.example/x.js"></script><img src="/none" onerror="window.ran=['event']"><base href="https://evil.example/"><style>p{color:red}</style></body>`
    await route.fulfill({ response, body: (await response.text()).replace('</body>', injected) })
  })
  await page.goto(`${server.origin}/sign-in`, { waitUntil: 'networkidle' })
  await page.evaluate(() => {
    document.body.insertAdjacentHTML(
      'beforeend',
      `<script>window.ran=['written']</script><img src="/none" onerror="window.ran=['written']">`,
    )
    const link = document.createElement('a')
    link.href = "javascript:window.ran=['link']"
    document.body.append(link)
    link.click()
  })
  const { ran, violations } = await findings()
  expect(ran).toEqual([])
  for (const directive of [
    'script-src-elem inline',
    'script-src-elem https://evil.example',
    'script-src-attr inline',
    'base-uri',
    'style-src-elem inline',
  ]) {
    expect(violations.join('\n')).toContain(directive)
  }
})

test('CSRF-2 the sign-in form works with the headers as they are and without JavaScript', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  await using browser = await aBrowser()
  await aPerson(world, { roles: ['reporter'], username: 'zhuoma', password: '草原白塔大金瓦寺一二三四' })
  const { page } = await aVisit(browser, { javaScript: false })
  await page.goto(`${server.origin}/sign-in`)
  await page.getByLabel('用户名').fill('zhuoma')
  await page.getByLabel('密码').fill('草原白塔大金瓦寺一二三四')
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('heading', { name: '总览' }).waitFor()
})

test('CSRF-1 a form that another site sends in somebody’s name is refused by the server', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  await using browser = await aBrowser()
  await using evil = await aFeedServer()
  const { token, sessionId } = await aPerson(world, { roles: ['registrar'] })
  const { page } = await aWatchedVisit(browser, server.origin, token)
  const form = `<form method="post" action="${server.origin}/sign-out"><input name="x" value="y"></form><script>document.forms[0].submit()</script>`
  const refused = page.waitForResponse(`${server.origin}/sign-out`)
  await page.goto(evil.on('/', body(form, { 'content-type': 'text/html' })))
  expect((await refused).status()).toBe(403)
  const session = await world.database.db.session.findUniqueOrThrow({ where: { id: sessionId } })
  expect(session.endedAt).toBeNull()
})
