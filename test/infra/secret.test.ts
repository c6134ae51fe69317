import { mkdtempSync, readdirSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { keyringOf, knownKeyringOf, openKeyring, SealError } from '~/infra/secret.server'

const first = 'the first secret of this installation'
const second = 'the second secret of this installation'

test('what is sealed opens again, for its own purpose alone, and never twice alike', () => {
  const keyring = openKeyring([first])
  const sealed = keyring.seal('JBSWY3DPEHPK3PXP', 'totp:1')
  expect(sealed).not.toContain('JBSWY3DPEHPK3PXP')
  expect(keyring.seal('JBSWY3DPEHPK3PXP', 'totp:1')).not.toBe(sealed)
  expect(keyring.open(sealed, 'totp:1')).toBe('JBSWY3DPEHPK3PXP')
  expect(() => keyring.open(sealed, 'totp:2')).toThrow(SealError)
  expect(() => keyring.open(`${sealed.slice(0, -2)}AA`, 'totp:1')).toThrow(SealError)
  expect(() => keyring.open('', 'totp:1')).toThrow(SealError)
})

test('after the secret has changed the old one still opens, and is known to be old', () => {
  const sealed = openKeyring([first]).seal('密钥', 'totp:1')
  const rotated = openKeyring([second, first])
  expect(rotated.open(sealed, 'totp:1')).toBe('密钥')
  expect(rotated.isCurrent(sealed)).toBe(false)
  expect(rotated.isCurrent(rotated.seal('密钥', 'totp:1'))).toBe(true)
  expect(() => openKeyring([second]).open(sealed, 'totp:1')).toThrow(/ZHANGBEN_SECRET_PREVIOUS/)
})

test('a signature is valid, forged, or of a key nobody here knows', () => {
  const keyring = openKeyring([first])
  const { key, mac } = keyring.sign('1 abc', 'anchor')
  expect(keyring.check('1 abc', 'anchor', key, mac)).toBe('valid')
  expect(keyring.check('2 abc', 'anchor', key, mac)).toBe('invalid')
  expect(keyring.check('1 abc', 'other', key, mac)).toBe('invalid')
  expect(keyring.check('1 abc', 'anchor', key, 'zz')).toBe('invalid')
  expect(openKeyring([second]).check('1 abc', 'anchor', key, mac)).toBe('unknown-key')
})

test('a missing key is made once, for its owner alone, and stays known when a secret is given later', () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'zb-key-'))
  const warnings: string[] = []
  const open = (secret: string | null) => keyringOf({ secret, previousSecrets: [], dataDir }, (line) => warnings.push(line))
  const sealed = open(null).seal('密钥', 'totp:1')
  expect(open(null).open(sealed, 'totp:1')).toBe('密钥')
  expect(warnings).toHaveLength(1)
  expect(statSync(path.join(dataDir, 'key')).mode & 0o777).toBe(0o600)
  expect(open(first).open(sealed, 'totp:1')).toBe('密钥')
  expect(open(first).isCurrent(sealed)).toBe(false)
})

test('who only reads makes no key, and knows the one that is there', () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'zb-key-'))
  const settings = { secret: null, previousSecrets: [], dataDir }
  expect(knownKeyringOf(settings).check('1', 'anchor', 'some key', '00')).toBe('unknown-key')
  expect(readdirSync(dataDir)).toEqual([])
  const { key, mac } = keyringOf(settings, () => undefined).sign('1', 'anchor')
  expect(knownKeyringOf(settings).check('1', 'anchor', key, mac)).toBe('valid')
})
