import { expect, test } from 'vitest'
import { hashPassword, verifyPassword } from '~/domain/member/password.server'

test('AUTH-1 a password is kept as argon2id at the cost OWASP names; width and form of its characters do not matter', async () => {
  const hash = await hashPassword('草原 Ｂaita')
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await verifyPassword(hash, '草原 Baita')).toBe(true)
  expect(await verifyPassword(hash, '草原 baita')).toBe(false)
})

test('AUTH-4 a flood of comparisons waits in a line of its own; who finds it too long is told to come back', async () => {
  const hash = await hashPassword('草原 Baita')
  const outcomes = await Promise.allSettled(Array.from({ length: 130 }, () => verifyPassword(hash, 'wrong')))
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected')
  expect(refused).toHaveLength(28) // two under way, a hundred waiting
  for (const { reason } of refused) expect(reason).toMatchObject({ code: 'too-many', detail: { retryAfter: 5 } })
})
