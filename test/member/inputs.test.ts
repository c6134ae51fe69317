import { expect, test } from 'vitest'
import { safePath } from '~/api/caller.server'
import { credentialsInput } from '~/domain/member/inputs'

const password = 'correct horse battery'
const faults = (input: { username: string; password: string; repeat: string }) =>
  credentialsInput.safeParse(input).error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) ?? []

test.each([
  ['good', { username: '才让卓玛', password, repeat: password }, []],
  ['unequal', { username: 'zhuoma', password, repeat: `${password}.` }, ['repeat: 两次输入的密码不一致。']],
  ['nothing', { username: 'zhuoma', password: '', repeat: '' }, ['password: 请设置密码。']],
  ['blank in name', { username: 'zhuo ma', password, repeat: password }, ['username: 用户名只能用文字、数字、点、横线和下划线。']],
])('credentials: %s', (_name, input, expected) => {
  expect(faults(input)).toEqual(expected)
})

test('a user name is one however it is typed', () => {
  expect(credentialsInput.parse({ username: ' ＺＨＵＯＭＡ ', password, repeat: password }).username).toBe('zhuoma')
})

test.each([
  ['/accounts?q=1', '/accounts?q=1'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['https://evil.example/', '/'],
  ['accounts', '/'],
  [null, '/'],
])('where sign-in may lead: %s', (to, expected) => {
  expect(safePath(to)).toBe(expected)
})
