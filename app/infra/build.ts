/**
 * `npm run build`: the kit's stylesheet and the Remix build, both in production mode. Skips everything when no source has changed since.
 * Lives outside the server: it needs Vite, the running product does not.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const root = process.cwd()
const stamp = path.join(root, 'build/stamp')
const sources = ['app', 'public', 'prisma/schema', 'remix.config.js', 'vite.config.ts', 'tsconfig.json', 'package-lock.json']
/** Not in the bundle: the generated client follows from the schema. */
const skipped = new Set(['app/infra/prisma'])

function filesUnder(entry: string): string[] {
  if (skipped.has(entry)) return []
  try {
    return readdirSync(path.join(root, entry))
      .sort()
      .flatMap((name) => filesUnder(`${entry}/${name}`))
  } catch {
    return [entry]
  }
}

function hashOfSources(): string {
  const hash = createHash('sha256').update(process.version)
  for (const file of sources.flatMap(filesUnder)) hash.update(`\0${file}\0`).update(readFileSync(path.join(root, file)))
  return hash.digest('hex')
}

/** Runs node on a script and gives back what it printed. */
function runNode(args: string[], env: Record<string, string> = {}): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...env, NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const printed: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => printed.push(chunk))
    child.once('error', reject)
    child.once('close', (code) => (code === 0 ? resolve(Buffer.concat(printed)) : reject(new Error(`${args[0]} 以 ${code} 退出`))))
  })
}

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

async function build(): Promise<void> {
  const wanted = hashOfSources()
  if (readStamp() === wanted) return say('构建：没有变化，沿用上次的结果。')

  const started = Date.now()
  rmSync(stamp, { force: true })
  say('构建 1/2：生成界面样式……')
  const css = await runNode(['app/components/ui/kit-css.mjs'])
  const name = `/assets/kit-${createHash('sha256').update(css).digest('hex').slice(0, 12)}.css`
  say('构建 2/2：打包页面与服务端……')
  const cli = path.join(root, 'node_modules/@remix-run/dev/dist/cli.js')
  await runNode([cli, 'vite:build', '--logLevel', 'error'], { VITE_KIT_CSS: name })
  mkdirSync(path.join(root, 'build/client/assets'), { recursive: true })
  writeFileSync(path.join(root, 'build/client', name), css)
  pack(path.join(root, 'build/client/assets'))
  writeFileSync(stamp, wanted)
  say(`构建完成，用时 ${((Date.now() - started) / 1000).toFixed(1)} 秒。`)
}

/** Lays a packed copy beside every text file, so that no request waits for it. */
function pack(folder: string): void {
  for (const name of readdirSync(folder).filter((file) => /\.(js|css)$/.test(file))) {
    const file = path.join(folder, name)
    const bytes = readFileSync(file)
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }))
    writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }))
  }
}

function readStamp(): string | null {
  try {
    return readFileSync(stamp, 'utf8')
  } catch {
    return null
  }
}

await build()
