import { expect, test } from 'vitest'
import { createLog } from '~/infra/log.server'

/** What was written, line by line. */
function aLog() {
  const written: string[] = []
  return { log: createLog({ write: (text: string) => void written.push(text) }), lines: () => written }
}

function one(write: (log: ReturnType<typeof createLog>) => void): Record<string, unknown> {
  const { log, lines } = aLog()
  write(log)
  expect(lines()).toHaveLength(1)
  const [line = ''] = lines()
  expect(line.endsWith('\n')).toBe(true)
  expect(line.slice(0, -1)).not.toMatch(/[\n\r\u0085\u2028\u2029]/)
  return JSON.parse(line)
}

const forged = '登录\n{"level":30,"msg":"forged"}\r\n\u2028\u2029\u0085\u0000\u001b[31m'

test.each([
  ['a message', (log: ReturnType<typeof createLog>) => log.info(forged)],
  ['a field', (log: ReturnType<typeof createLog>) => log.info({ name: forged }, 'x')],
  ['the name of a field', (log: ReturnType<typeof createLog>) => log.info({ [forged]: 1 }, 'x')],
  ['an error', (log: ReturnType<typeof createLog>) => log.error({ err: new Error(forged) }, 'x')],
  ['an error alone', (log: ReturnType<typeof createLog>) => log.error(new Error(forged))],
  ['an error in an error', (log: ReturnType<typeof createLog>) => log.error({ err: new Error('a', { cause: new Error(forged) }) }, forged)],
])('INJ-7 %s with line ends in it stays one line and one object', (_what, write) => {
  expect(one(write)).toMatchObject({ level: expect.any(Number), time: expect.any(String) })
})

test('INJ-7 what refers to itself, is huge, deep or cannot be read is cut', () => {
  const circle: Record<string, unknown> = { name: 'a' }
  circle.self = circle
  let deep: Record<string, unknown> = {}
  for (let n = 0; n < 100; n++) deep = { deep }
  const unreadable = Object.defineProperty({}, 'field', { enumerable: true, get: fail })
  const entry = one((log) =>
    log.info(
      {
        circle,
        deep,
        unreadable,
        huge: 'x'.repeat(5_000_000),
        many: Array(1_000).fill(1),
        bytes: Buffer.alloc(9),
        big: 10n,
        at: new Date(Number.NaN),
      },
      'x',
    ),
  )
  expect(JSON.stringify(entry).length).toBeLessThan(12_000)
  expect(entry).toMatchObject({ circle: { name: 'a', self: '[circular]' }, unreadable: {}, bytes: '[9 bytes]', big: '10', at: null })
})

function fail(): never {
  throw new Error('cannot be read')
}

const canary = 'canary-4711-secret'

test('INJ-7 secrets are hidden by their names, wherever they stand', () => {
  const secrets = {
    ...{ password: canary, passwordHash: canary, newPassword: canary, repeat: canary, current: canary, token: canary, tokenHash: canary },
    ...{
      secret: canary,
      totpSecret: canary,
      clientSecret: canary,
      cookie: canary,
      'set-cookie': canary,
      authorization: canary,
      Authorization: canary,
    },
    code: '123456',
  }
  const failed = Object.assign(new Error('refused'), { ...secrets, cause: Object.assign(new Error('below'), secrets) })
  const { log, lines } = aLog()
  log.info(secrets, 'x')
  log.info({ a: { b: { c: [{ d: secrets }] } }, headers: secrets }, 'x')
  log.error({ err: failed }, 'x')
  log.error(failed)
  expect(lines()).toHaveLength(4)
  for (const line of lines()) {
    expect(line).not.toContain(canary)
    expect(line).not.toContain('123456')
  }
})

test.each([
  [`/link/${canary}`, '/link/[hidden]'],
  [`https://zb.example.gov.cn/link/${canary}?x=1 opened`, 'https://zb.example.gov.cn/link/[hidden]?x=1 opened'],
  [`/sso/callback?code=${canary}&state=1`, '/sso/callback?code=[hidden]&state=1'],
  [`postgresql://zb:${canary}@db.example/zb`, 'postgresql://zb:[hidden]@db.example/zb'],
  [`cookie __Host-sid=${canary}; a=b`, 'cookie __Host-sid=[hidden]; a=b'],
])('INJ-7 a secret in an address is hidden: %s', (written, shown) => {
  expect(one((log) => log.info({ path: written }, written))).toMatchObject({ path: shown, msg: shown })
  expect(one((log) => log.error(new Error(written)))).toMatchObject({ err: { message: shown } })
})

test('INJ-7 what helps to find a fault stays', () => {
  const error = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
  expect(one((log) => log.error({ err: error, requestId: 'a-b', code: 1, path: '/accounts', exit: null }, 'request failed'))).toMatchObject(
    {
      ...{ requestId: 'a-b', code: 1, path: '/accounts', exit: null, msg: 'request failed' },
      err: { type: 'Error', message: 'connect ECONNREFUSED', code: 'ECONNREFUSED', stack: expect.stringContaining('log.test.ts') },
    },
  )
})
