/**
 * `npm run demo`: an invented prefecture, its platforms played on loopback, the product on top. Everything lies in a data folder of its
 * own (`data/demo`, or ZHANGBEN_DATA); a second start finds it there and repeats nothing.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import closeWithGrace from 'close-with-grace'
import { endOf } from '~/domain/calendar/day'
import { lastQuarter } from '~/domain/calendar/window'
import type { Ctx } from '~/domain/context'
import { createCtx } from '~/domain/context.server'
import { readDemoSettings } from '~/infra/env.server'
import { openFiles } from '~/infra/files.server'
import { openDatabase } from '~/infra/open-database.server'
import { run, startFeeds, startProduct } from './children'
import { demoLinks } from './people'
import { demoLedger, seed } from './seed'

const say = (line: string): void => void process.stdout.write(`${line}\n`)

async function main(): Promise<void> {
  const { dataDir, port } = readDemoSettings()
  const origin = `http://localhost:${port}`
  const memory = path.join(dataDir, 'demo.json')
  const now = new Date()
  say('账本演示：单位名称真实，账号、人员、数字和发文均为虚构。')
  await run('app/infra/build.ts')

  say(`打开数据库（${dataDir}）……`)
  const database = await openDatabase({ dataDir, root: process.cwd(), longLived: false, say })
  const known = existsSync(memory) ? JSON.parse(readFileSync(memory, 'utf8')) : null
  const feeds = await startFeeds(Number(known?.feedPort ?? 0), endOf(lastQuarter(now).to))
  const ctx = createCtx({ db: database.db, pool: database.pool, actor: { kind: 'job', name: '演示' }, scope: { path: null }, now })
  if (known) say('演示数据已在，不再重复。')
  else {
    await refuseRealData(ctx, dataDir)
    await seed(ctx, `http://127.0.0.1:${feeds.port}`, openFiles(path.join(dataDir, 'files')), say)
    writeFileSync(memory, JSON.stringify({ feedPort: feeds.port }))
  }
  const links = await demoLinks(ctx, origin)
  await database.close()

  const product = await startProduct({
    ZHANGBEN_DATA: dataDir,
    ZHANGBEN_ORIGIN: origin,
    ZHANGBEN_SECRET: 'demo-only-'.repeat(4),
    ZHANGBEN_ALLOW_CIDR: '127.0.0.0/8',
    PORT: String(port),
    DATABASE_URL: '',
  })
  say(`\n账本已启动：${origin}\n\n一次性登录链接（每次启动都会重新给出）：`)
  for (const line of links) say(`  ${line}`)
  say('\n按 Ctrl+C 停止。')

  product.once('exit', () => process.exit(1))
  closeWithGrace({ logger: false }, async () => {
    product.removeAllListeners('exit')
    product.kill('SIGTERM')
    await new Promise((resolve) => product.once('exit', resolve))
    feeds.child.kill()
  })
}

/** Demo data never goes into an installation that somebody works with. */
async function refuseRealData(ctx: Ctx, dataDir: string): Promise<void> {
  const people = await ctx.db.user.count({ where: { demo: false } })
  const ledgers = await ctx.db.ledgerImport.count({ where: { fileName: { not: demoLedger } } })
  if (people + ledgers > 0) throw new Error(`${dataDir} 里已有正式数据，请另给一个文件夹：ZHANGBEN_DATA=… npm run demo`)
}

main().catch((error: unknown) => {
  process.stderr.write(`演示没有启动。${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
