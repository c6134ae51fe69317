import path from 'node:path'
import ipaddr from 'ipaddr.js'
import { z } from 'zod'

/** A setting that cannot be used; the message says in Chinese what to write instead. */
export class SettingError extends Error {
  readonly code = 'setting.bad'
  readonly setting: string
  constructor(setting: string, message: string) {
    super(`设置 ${setting} 有误：${message}`)
    this.name = 'SettingError'
    this.setting = setting
  }
}

export interface Settings {
  /** Absolute. Holds the embedded database, attachments, the generated key. */
  dataDir: string
  /** PostgreSQL; without it the embedded database is used. */
  databaseUrl: string | null
  /** Where people reach the installation, without a trailing slash. */
  origin: string | null
  host: string
  port: number
  secret: string | null
  /** Private networks the collector may fetch from, 'address/bits'. */
  allowCidr: string[]
  production: boolean
  /** The folder the command was typed in. */
  invokedFrom: string
}

export interface ServerSettings extends Settings {
  origin: string
  secret: string
}

type Env = Record<string, string | undefined>

/** Empty is the same as not set. */
const given = (schema: z.ZodType<string>) => z.preprocess((value) => (value === '' ? undefined : value), schema.optional())

const schema = z.object({
  ZHANGBEN_DATA: given(z.string()),
  DATABASE_URL: given(
    z.string().refine((url) => /^postgres(ql)?:\/\//.test(url) && URL.canParse(url), '应写作 postgresql://用户:密码@主机:5432/数据库名'),
  ),
  ZHANGBEN_ORIGIN: given(z.string().refine(isOrigin, '应写作 https://域名，不带路径')),
  ZHANGBEN_HOST: given(z.string()),
  PORT: given(z.string().refine((port) => /^\d{1,5}$/.test(port) && Number(port) <= 65535, '应为 0 至 65535 的端口号')),
  ZHANGBEN_SECRET: given(z.string().min(32, '至少 32 个字符，可用 openssl rand -hex 32 生成')),
  ZHANGBEN_ALLOW_CIDR: given(
    z.string().refine((list) => splitList(list).every(ipaddr.isValidCIDR), '应为以逗号分隔的网段，如 10.1.2.0/24,192.168.1.5/32'),
  ),
  NODE_ENV: given(z.string()),
  INIT_CWD: given(z.string()),
})

/**
 * The settings of this process; jobs and servers alike.
 * @throws SettingError naming the first bad setting
 */
export function readSettings(env: Env = process.env): Settings {
  const parsed = schema.safeParse(env)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new SettingError(String(issue?.path[0] ?? '?'), issue?.message ?? '')
  }
  const set = parsed.data
  const invokedFrom = set.INIT_CWD ?? process.cwd()
  return {
    dataDir: set.ZHANGBEN_DATA ? path.resolve(invokedFrom, set.ZHANGBEN_DATA) : path.resolve('data'),
    databaseUrl: set.DATABASE_URL ?? null,
    origin: set.ZHANGBEN_ORIGIN ? new URL(set.ZHANGBEN_ORIGIN).origin : null,
    host: set.ZHANGBEN_HOST ?? '127.0.0.1',
    port: Number(set.PORT ?? 3000),
    secret: set.ZHANGBEN_SECRET ?? null,
    allowCidr: splitList(set.ZHANGBEN_ALLOW_CIDR ?? ''),
    production: set.NODE_ENV === 'production',
    invokedFrom,
  }
}

/**
 * What `npm start` needs beyond that: a key and a public origin whose cookies browsers keep.
 * @throws SettingError
 */
export function readServerSettings(env: Env = process.env): ServerSettings {
  const settings = readSettings(env)
  const { origin, secret } = settings
  if (!secret) throw new SettingError('ZHANGBEN_SECRET', '没有设置。请用 openssl rand -hex 32 生成一个并妥善保存。')
  if (!origin) throw new SettingError('ZHANGBEN_ORIGIN', '没有设置。请写访问账本的网址，如 https://zhangben.example.gov.cn')
  if (!isSecure(origin)) {
    throw new SettingError(
      'ZHANGBEN_ORIGIN',
      `${origin} 不是 https，浏览器会丢弃登录凭证。请在前面架设带证书的反向代理（如 nginx），再写 https:// 开头的网址；只在本机试用可写 http://localhost:${settings.port}`,
    )
  }
  return { ...settings, origin, secret }
}

/** The demo keeps to a folder of its own. */
export function readDemoSettings(env: Env = process.env): Pick<Settings, 'dataDir' | 'port'> {
  const { dataDir, port } = readSettings(env)
  return { dataDir: env.ZHANGBEN_DATA ? dataDir : path.join(dataDir, 'demo'), port }
}

/** Where people reach the installation, or null where nobody said. */
export function readPublicOrigin(env: Env = process.env): string | null {
  return readSettings(env).origin
}

function splitList(list: string): string[] {
  return list
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean)
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  return ['http:', 'https:'].includes(url.protocol) && url.pathname === '/' && !url.search && !url.username
}

/** Browsers keep `__Host-` cookies over https, and on the machine itself. */
function isSecure(origin: string): boolean {
  const { protocol, hostname } = new URL(origin)
  return protocol === 'https:' || hostname === 'localhost'
}
