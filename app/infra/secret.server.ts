import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** A secret that cannot be opened: made with a key this installation no longer has, or changed since. */
export class SealError extends Error {}

/**
 * Seals what must be read again (AES-256-GCM) and signs what must not change (HMAC-SHA256), each under a key of its own made from the
 * installation's secret. `purpose` binds a text to its place: what was sealed for one record does not open in another.
 */
export interface Keyring {
  /** 'v1.<key id>.<base64url of nonce, tag and text>' */
  seal(text: string, purpose: string): string
  /** @throws SealError */
  open(sealed: string, purpose: string): string
  /** Whether it was sealed with the key now in use; if not, rotation seals it again. */
  isCurrent(sealed: string): boolean
  sign(text: string, purpose: string): { key: string; mac: string }
  check(text: string, purpose: string, key: string, mac: string): 'valid' | 'invalid' | 'unknown-key'
}

interface Key {
  id: string
  sealing: Buffer
  signing: Buffer
}

/** The first secret is the one in use, the others only open and check what was made before. */
export function openKeyring(secrets: readonly [string, ...string[]]): Keyring {
  const [current, ...previous] = secrets
  const used = keyFrom(current)
  const keys = new Map([...previous.map(keyFrom), used].map((key) => [key.id, key]))
  return {
    seal: (text, purpose) => seal(used, text, purpose),
    open: (sealed, purpose) => open(keys, sealed, purpose),
    isCurrent: (sealed) => sealed.startsWith(`v1.${used.id}.`),
    sign: (text, purpose) => ({ key: used.id, mac: macOf(used, text, purpose).toString('hex') }),
    check(text, purpose, id, mac) {
      const key = keys.get(id)
      if (!key) return 'unknown-key'
      const expected = macOf(key, text, purpose)
      const given = Buffer.from(mac, 'hex')
      return given.length === expected.length && timingSafeEqual(given, expected) ? 'valid' : 'invalid'
    },
  }
}

function keyFrom(secret: string): Key {
  const derive = (info: string) => Buffer.from(hkdfSync('sha256', secret, '', `zhangben ${info}`, 32))
  const signing = derive('signing')
  return { id: createHash('sha256').update(signing).digest('hex').slice(0, 12), sealing: derive('sealing'), signing }
}

function macOf(key: Key, text: string, purpose: string): Buffer {
  return createHmac('sha256', key.signing)
    .update(JSON.stringify([purpose, text]))
    .digest()
}

const nonceBytes = 12
const tagBytes = 16

function seal(key: Key, text: string, purpose: string): string {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key.sealing, nonce).setAAD(Buffer.from(purpose))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return `v1.${key.id}.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')}`
}

function open(keys: ReadonlyMap<string, Key>, sealed: string, purpose: string): string {
  const [version, id = '', body = ''] = sealed.split('.')
  const key = keys.get(id)
  if (version !== 'v1' || !key) throw new SealError(`没有打开它的密钥（${id}）。更换密钥时请把旧密钥写入 ZHANGBEN_SECRET_PREVIOUS。`)
  const bytes = Buffer.from(body, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', key.sealing, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes })
  try {
    decipher.setAAD(Buffer.from(purpose)).setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
    return Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]).toString('utf8')
  } catch {
    throw new SealError('密文已损坏，或不属于这条记录。')
  }
}

export interface SecretSettings {
  secret: string | null
  previousSecrets: readonly string[]
  dataDir: string
}

/** The keys of an installation: the given secret and those before it; the key of the data folder, where jobs made one before a secret was given. */
export function keyringOf({ secret, previousSecrets, dataDir }: SecretSettings, warn: (line: string) => void): Keyring {
  const file = path.join(dataDir, 'key')
  if (!secret) return openKeyring([keyOf(dataDir, warn), ...previousSecrets])
  return openKeyring([secret, ...previousSecrets, ...(existsSync(file) ? [readFileSync(file, 'utf8')] : [])])
}

/** The same for those who only read: a missing key is not made, and what was signed with one nobody gave stays unchecked. */
export function knownKeyringOf(settings: SecretSettings): Keyring {
  const { secret, previousSecrets, dataDir } = settings
  if (secret || existsSync(path.join(dataDir, 'key'))) return keyringOf(settings, () => undefined)
  return openKeyring([randomBytes(32).toString('hex'), ...previousSecrets])
}

/** The key of a data folder for those who were given none; made once, readable by its owner alone (0600). */
function keyOf(dataDir: string, warn: (line: string) => void): string {
  const file = path.join(dataDir, 'key')
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  if (!existsSync(file)) makeKey(file, warn)
  return readFileSync(file, 'utf8')
}

/** Written beside and linked whole: of two processes that start at once one key wins. */
function makeKey(file: string, warn: (line: string) => void): void {
  const beside = `${file}.${randomBytes(6).toString('hex')}`
  writeFileSync(beside, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 })
  try {
    linkSync(beside, file)
    warn(`没有设置 ZHANGBEN_SECRET，已生成密钥 ${file}，请妥善保管。`)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    unlinkSync(beside)
  }
}
