import fc from 'fast-check'
import { expect, test } from 'vitest'
import { commonPasswords } from '~/domain/member/common-passwords.server'
import { type PasswordProfile, passwordFaults, passwordPolicies } from '~/domain/member/password-policy'

const common = await commonPasswords()
const faultsOf = (password: string, profile: PasswordProfile = 'dengbao', username = 'zhuoma', unitName: string | null = '合作市教育局') =>
  passwordFaults(password, passwordPolicies[profile], { username, unitName, isCommon: (word) => common.has(word) })

const short = '密码至少 12 位，现在是 11 位，请加长。'
const kinds = '请混用大写字母、小写字母、数字、其他符号（汉字算其他符号），至少 3 类。'
const name = '请去掉与用户名相同的部分。'
const guessed = '这个密码太容易猜到，请换一个。'

test.each([
  ['good', '草原 Baita 2026 大金瓦寺', []],
  ['too short', 'Baita-2026x', [short]],
  ['汉字 count once each, and as other', '草原白塔大金瓦寺Ab一二', []],
  ['one class', '草原 白塔 大金瓦寺 一二三', [kinds]],
  ['two classes', 'caoyuan2026baita', [kinds]],
  ['a piece of the user name', 'X9-zhuXYhuoZZ', [name]],
  ['common', 'Password2026!!', [guessed]],
  ['the system and a year', 'Zhangben@2026', [guessed]],
  ['the system twice', '账本Gov-账本Gov-2026', [guessed]],
  ['the unit and a year', '合作市教育局@2026aB', [guessed]],
  ['the unit in a sentence', '合作市教育局 Niuzasui 2026', []],
  ['nothing but the unit', '合作市教育局2026GOV!', [guessed]],
])('AUTH-1 dengbao: %s', (_rule, password, expected) => {
  expect(faultsOf(password)).toEqual(expected)
})

test('AUTH-1 dengbao: a user name of two characters counts whole, in any case and width', () => {
  expect(faultsOf('草原卓玛 Baita 2026', 'dengbao', '卓玛')).toEqual([name])
  expect(faultsOf('caoyuan ZHUO Baita 2026', 'dengbao', 'zhuo')).toEqual([name])
  expect(faultsOf('ＺＨＵＯ caoyuan 2026 b', 'dengbao', 'zhuo')).toEqual([name])
})

test.each([
  ['no composition is asked for', 'tieredrainhorse', []],
  ['汉字 alone', '草原白塔大金瓦寺', []],
  ['eight at least', 'baita99', ['密码至少 8 位，现在是 7 位，请加长。']],
  ['two hundred at most', 'x'.repeat(201), ['密码最多 200 位，请缩短。']],
  ['common', 'iloveyou1', [guessed]],
  ['context', 'zhangben2026', [guessed]],
  ['the user name with digits', 'zhuoma19900101', [guessed]],
])('AUTH-1 asvs: %s', (_rule, password, expected) => {
  expect(faultsOf(password, 'asvs')).toEqual(expected)
})

test('AUTH-1 whatever is typed gets sentences, never a fault of the program', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (password, username) => {
      for (const sentence of faultsOf(password, 'dengbao', username)) expect(sentence).toMatch(/。$/)
    }),
  )
})
