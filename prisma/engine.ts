import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { deploy, diff } from '~/infra/migrate.server'

/** `npm run db:diff [-- <name>]` prints the next migration, or writes it under a name; `npm run db:deploy` applies what is missing to DATABASE_URL. */
const [command, name] = process.argv.slice(2)
const root = process.cwd()

if (command === 'diff') {
  const sql = await diff(root)
  if (sql === null) process.stderr.write('数据库结构与迁移一致，没有差异。\n')
  else if (name) {
    const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
    const dir = path.join(root, 'prisma/migrations', `${stamp}_${name}`)
    mkdirSync(dir, { recursive: true })
    writeFileSync(path.join(dir, 'migration.sql'), sql)
    process.stderr.write(`已写入 ${path.relative(root, dir)}/migration.sql\n`)
  } else process.stdout.write(sql)
  process.exitCode = sql === null || name ? 0 : 2
} else if (command === 'deploy') {
  const url = process.env.DATABASE_URL
  if (!url) {
    process.stderr.write('请设置 DATABASE_URL；内嵌数据库在启动时自动迁移，无需此命令。\n')
    process.exitCode = 2
  } else {
    const applied = await deploy({ connectionString: url }, root)
    process.stderr.write(applied.length ? `已应用：${applied.join('、')}\n` : '没有需要应用的迁移。\n')
  }
} else {
  process.stderr.write('用法：npm run db:diff [-- 名称] ｜ npm run db:deploy\n')
  process.exitCode = 2
}
