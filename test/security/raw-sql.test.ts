import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const run = promisify(execFile)
const rule = './prisma/raw-sql.grit'

/** What the lint says of a line of code. */
async function lint(line: string): Promise<{ refused: boolean; said: string }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'zb-lint-'))
  try {
    await writeFile(
      path.join(folder, 'biome.json'),
      JSON.stringify({ plugins: [path.resolve(rule)], linter: { rules: { recommended: false } } }),
    )
    await writeFile(path.join(folder, 'a.ts'), `${line}\n`)
    const biome = path.resolve('node_modules/@biomejs/biome/bin/biome')
    return await run(process.execPath, [biome, 'lint', '.'], { cwd: folder }).then(
      () => ({ refused: false, said: '' }),
      (error: { stderr: string; stdout: string }) => ({ refused: true, said: error.stdout + error.stderr }),
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

test.each([
  "await db.$queryRawUnsafe('SELECT ' + id)",
  "await tx.$executeRawUnsafe('DELETE FROM x')",
  "await db['$queryRawUnsafe'](text)",
  'const sql = Prisma.raw(text)',
])('INJ-5 %s does not pass the lint', async (line) => {
  const { refused, said } = await lint(line)
  expect(refused).toBe(true)
  expect(said).toMatch(/tagged template/)
})

test('INJ-5 a tagged template does, and the rule stands in the configuration of the project', async () => {
  expect(await lint('await db.$queryRaw`SELECT 1`\nconst sql = Prisma.sql`x`')).toMatchObject({ refused: false })
  expect(JSON.parse(await readFile('biome.json', 'utf8'))).toMatchObject({ plugins: [rule] })
})
