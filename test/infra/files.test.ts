import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { openFiles } from '~/infra/files.server'

test('a file is kept once under the hash of its content, and a damaged one is not handed out', async () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'zb-files-'))
  const files = openFiles(dir)
  const bytes = Buffer.from('备案登记表')
  const hash = createHash('sha256').update(bytes).digest('hex')
  expect(await files.has(hash)).toBe(false)
  expect(await Promise.all([files.put(bytes), files.put(bytes)])).toEqual([hash, hash])
  expect(await files.get(hash)).toEqual(bytes)
  expect(readdirSync(path.join(dir, hash.slice(0, 2)))).toEqual([hash])

  writeFileSync(path.join(dir, hash.slice(0, 2), hash), '改过')
  await expect(files.get(hash)).rejects.toThrow('damaged')
  await expect(async () => files.get('../../etc/passwd')).rejects.toThrow('not a content hash')
})
