import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** The key of a data folder for those who were given none; made once, readable by its owner alone (0600). */
export function keyOf(dataDir: string, warn: (line: string) => void): string {
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
