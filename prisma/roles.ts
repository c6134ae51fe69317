import { DatabaseError } from '~/infra/database-error'
import { readRoleSettings, SettingError } from '~/infra/env.server'
import { makeRoles, type Role } from '~/infra/roles.server'

/**
 * `npm run db:roles [-- <name>]`: makes the roles ‹name›_owner, ‹name›_migrator and ‹name›_app (zhangben by default) on the server of DATABASE_URL and
 * gives them its database. Passwords that were made are printed once and kept nowhere.
 */
async function main(): Promise<void> {
  const { connectionString, ...passwords } = readRoleSettings()
  const name = process.argv[2] ?? 'zhangben'
  if (!/^[a-z][a-z0-9_]{0,40}$/.test(name)) throw new SettingError('名称', '应以小写字母开头，只用小写字母、数字和下划线。')
  const { migrator, app, granted } = await makeRoles({ connectionString, name, ...passwords })
  process.stdout.write(
    [
      `角色已就绪：${name}_owner（不登录）、${migrator.name}、${app.name}。`,
      `迁移（npm run db:deploy）用：${addressOf(connectionString, migrator)}`,
      `日常运行（npm start、npm run job）用：${addressOf(connectionString, app)}`,
      granted ? '权限已授予。' : '数据库还是空的：请用迁移角色运行 npm run db:deploy，权限随之授予。',
      '',
    ].join('\n'),
  )
}

/** A password that was not set here is not known here. */
function addressOf(connectionString: string, { name, password }: Role): string {
  const url = new URL(connectionString)
  url.username = name
  url.password = password ?? ''
  return password === null ? `${url}（口令不变）` : url.toString()
}

main().catch((error: unknown) => {
  const known = error instanceof DatabaseError || error instanceof SettingError
  process.stderr.write(`${known || !(error instanceof Error) ? String(known ? error.message : error) : (error.stack ?? error.message)}\n`)
  process.exitCode = known ? 2 : 1
})
