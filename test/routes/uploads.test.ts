import { expect, test } from 'vitest'
import { zipOf } from '../sheet/zip'
import { ask } from '../support/http'
import { aPerson } from '../support/people'
import { aServer } from '../support/server'
import { aWorld } from '../support/world'

const boundary = '----zhangben'

/** A form of many parts, with the file under exactly this name. */
function anUpload(origin: string, cookie: string, file: { name: string; bytes: Buffer; type?: string }, kind = 'ledger'): RequestInit {
  const body = Buffer.concat([
    Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="kind"\r\n\r\n${kind}\r\n`),
    Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${file.name}"\r\n`),
    Buffer.from(`content-type: ${file.type ?? 'application/octet-stream'}\r\n\r\n`),
    file.bytes,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ])
  return {
    method: 'POST',
    headers: { origin, cookie, 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: new Uint8Array(body),
  }
}

const ledger = Buffer.from('账号名称,平台,主办单位\n甘南发布,新浪微博,甘南藏族自治州人民政府办公室\n')

test.each([
  ['../../../etc/passwd', 'passwd'],
  ['..\\..\\boot.ini', 'boot.ini'],
  ['/var/lib/zhangben/key', 'key'],
  ['....//台账.csv', '台账.csv'],
  ['台账.csv%00.exe', '台账.csv%00.exe'],
])('FILE-3 an upload named %s is kept by its content and shown as %s', async (name, shown) => {
  await using world = await aWorld()
  await using server = await aServer(world)
  const { cookie } = await aPerson(world, { roles: ['registrar'] })
  const sent = await ask(server.origin, '/import', anUpload(server.origin, cookie, { name, bytes: ledger, type: 'text/html' }))
  expect(sent.status).toBe(302)
  const report = sent.headers.get('location') ?? ''
  expect(report).toMatch(/^\/import\/[0-9a-f]{64}$/)
  const page = await ask(server.origin, report, { headers: { cookie } })
  expect(page.status).toBe(200)
  expect(page.body).toContain(shown)
  expect(page.body).not.toContain('../')
})

test('FILE-1 FILE-2 a bomb and what is no sheet are refused with 4xx and a sentence, by any name', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  const { cookie } = await aPerson(world, { roles: ['registrar'] })
  const bomb = zipOf([{ name: 'xl/workbook.xml', data: Buffer.alloc(1_000, 0xff), packed: Buffer.alloc(1_000, 0xff), declared: 2 ** 31 }])
  for (const [name, bytes, sentence] of [
    ['台账.xlsx', bomb, '解压后过大'],
    ['台账.xlsx', Buffer.from('<html><script>alert(1)</script></html>'), '不是电子表格'],
    ['台账.csv', Buffer.from('MZ\u0090\u0000\u0003'), '。'],
    ['台账.xlsx', Buffer.alloc(0), '空的'],
  ] as const) {
    const { status, body } = await ask(server.origin, '/import', anUpload(server.origin, cookie, { name, bytes }))
    expect({ name, status }).toEqual({ name, status: 422 })
    expect(body).toContain(sentence)
  }
  const large = anUpload(server.origin, cookie, { name: 'x.csv', bytes: Buffer.alloc(20_500_000, 65) })
  expect((await ask(server.origin, '/import', large)).status).toBe(422)
  const larger = anUpload(server.origin, cookie, { name: 'x.csv', bytes: Buffer.alloc(21_500_000, 65) })
  expect(
    await ask(server.origin, '/import', larger).then(
      ({ status }) => status,
      () => 413,
    ),
  ).toBe(413)
})

test('AUD-2 an upload by somebody who may not is refused before it is read, and written down', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  const { cookie, userId } = await aPerson(world, { roles: ['inspector'] })
  expect((await ask(server.origin, '/import', anUpload(server.origin, cookie, { name: 'x.csv', bytes: ledger }))).status).toBe(403)
  const rows = await world.database.db.auditEvent.findMany({ where: { actorId: userId } })
  expect(rows).toMatchObject([
    { action: 'access.refused', subjectType: 'procedure', subjectId: 'ledger.check', success: false, ip: '127.0.0.1' },
  ])
})

test('FILE-3 a place in the file store is asked for by its content’s name alone', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  const { cookie } = await aPerson(world, { roles: ['registrar'] })
  const climbing = ['..%2f..%2f..%2fetc%2fpasswd', '..%5c..%5cx', 'A'.repeat(64), `${'0'.repeat(64)}%0a`, '0'.repeat(63)]
  for (const name of climbing) {
    for (const path of [
      `/import/${name}`,
      `/import/${name}/rejected`,
      `/import/progress/${name}`,
      `/import/activity/${name}`,
      `/bulletins/${name}/file`,
    ]) {
      const { status, body } = await ask(server.origin, path, { headers: { cookie } })
      expect({ path, status }).toEqual({ path, status: expect.toBeOneOf([404, 422]) })
      expect(body).not.toMatch(/root:|ENOENT|\/etc\//)
    }
  }
})

test('AUD-2 a failed sign-in leaves a row that says where from, and not what was typed', async () => {
  await using world = await aWorld()
  await using server = await aServer(world)
  await aPerson(world, { roles: ['reporter'], username: 'zhuoma', password: '草原白塔大金瓦寺一二三四' })
  for (const username of ['zhuoma', 'nobody-of-that-name']) {
    const form = new URLSearchParams({ username, password: 'typed-by-mistake' }).toString()
    const headers = { origin: server.origin, 'content-type': 'application/x-www-form-urlencoded', 'user-agent': 'a browser' }
    expect((await ask(server.origin, '/sign-in', { method: 'POST', headers, body: form })).status).toBe(422)
  }
  const rows = await world.database.db.auditEvent.findMany({ where: { success: false } })
  expect(rows).toHaveLength(2)
  for (const row of rows) {
    expect(row).toMatchObject({
      actorKind: 'visitor',
      ip: '127.0.0.1',
      userAgent: 'a browser',
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    })
    expect(JSON.stringify(row, (_key, value) => (typeof value === 'bigint' ? String(value) : value))).not.toContain('typed-by-mistake')
  }
})
