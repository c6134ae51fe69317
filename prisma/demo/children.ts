import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

/** Starts one of our scripts as a process of its own; it ends with us. */
function script(file: string, args: string[], env: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', file, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
}

/** Runs a script to its end. @throws when it fails */
export async function run(file: string): Promise<void> {
  const child = script(file, [])
  child.stdout?.resume()
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`${file} 没有成功（退出码 ${code}）`)
}

/** Starts the platforms' feeds on loopback; the port it listens on. @throws when the port is taken */
export async function startFeeds(port: number, quarterEnd: Date): Promise<{ port: number; child: ChildProcess }> {
  const child = script('prisma/demo/feed-server.ts', [String(port), quarterEnd.toISOString()])
  return { port: Number(await firstLine(child, `演示用的平台服务器没有启动：端口 ${port} 可能已被占用。`)), child }
}

/** Starts the product itself, as `npm start` does. Resolves when it says that it is up. */
export async function startProduct(env: Record<string, string>): Promise<ChildProcess> {
  const child = script('app/server.ts', [], env)
  await firstLine(child, '账本没有启动，原因见上。')
  return child
}

async function firstLine(child: ChildProcess, failure: string): Promise<string> {
  const failed = once(child, 'exit').then(() => {
    throw new Error(failure)
  })
  if (!child.stdout) throw new Error(failure)
  const [chunk] = await Promise.race([once(child.stdout, 'data'), failed])
  failed.catch(() => undefined)
  return String(chunk).trim()
}
