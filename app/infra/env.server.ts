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
  /** Secrets that were in use before: they still open what was sealed with them. */
  previousSecrets: string[]
  /** 等保 asks for composition and change, ASVS forbids both (docs/decisions.md). */
  passwordProfile: PasswordProfile
  /** Single sign-on; null: people sign in here alone. */
  sso: SsoSettings | null
  /** The file of the audit's anchors, in the data folder unless it is told to stand elsewhere. */
  anchors: string
  /** Reverse proxies whose X-Forwarded-For is believed, 'address/bits'. */
  trustedProxy: string[]
  /** Private networks the collector may fetch from, 'address/bits'. */
  allowCidr: string[]
  /** Where each platform's interface is reached, without a trailing slash. */
  platforms: Record<PlatformBase, string>
  production: boolean
  /** The folder the command was typed in. */
  invokedFrom: string
}

/** The documented addresses of the platforms' interfaces; ZHANGBEN_‹NAME›_BASE names another (a gateway of the office, a test). */
export const platformBases = {
  WECHAT: 'https://api.weixin.qq.com',
  WEIBO: 'https://c.api.weibo.com',
  BILIBILI: 'https://member.bilibili.com',
  DOUYIN: 'https://open.douyin.com',
  KUAISHOU: 'https://open.kuaishou.com',
} as const
export type PlatformBase = keyof typeof platformBases

export const passwordProfiles = ['dengbao', 'asvs'] as const
export type PasswordProfile = (typeof passwordProfiles)[number]

export interface SsoSettings {
  issuer: string
  clientId: string
  clientSecret: string
  /** What the button says. */
  label: string
  /** The `acr` by which the provider says that a second factor was given; null: it never counts as one. */
  strongAcr: string | null
}

export interface ServerSettings extends Settings {
  origin: string
  secret: string
}

type Env = Record<string, string | undefined>

const networksHint = '应为以逗号分隔的网段，如 10.1.2.0/24,192.168.1.5/32'

const baseHint = '应写作 https://主机名，可带端口，末尾不带 /'

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
  ZHANGBEN_SECRET_PREVIOUS: given(z.string()),
  ZHANGBEN_PASSWORD_PROFILE: given(z.string().refine(isProfile, `应为 ${passwordProfiles.join(' 或 ')}`)),
  ZHANGBEN_SSO_ISSUER: given(z.string().refine(isIssuer, '应写作 https://… ，本机试用可写 http://localhost:端口')),
  ZHANGBEN_SSO_CLIENT_ID: given(z.string()),
  ZHANGBEN_SSO_CLIENT_SECRET: given(z.string()),
  ZHANGBEN_SSO_LABEL: given(z.string().max(30, '最多 30 个字')),
  ZHANGBEN_SSO_STRONG_ACR: given(z.string()),
  ZHANGBEN_ANCHORS: given(z.string()),
  ZHANGBEN_TRUSTED_PROXY: given(z.string().refine(areNetworks, networksHint)),
  ZHANGBEN_ALLOW_CIDR: given(z.string().refine(areNetworks, networksHint)),
  ZHANGBEN_WECHAT_BASE: given(z.string().refine(isBase, baseHint)),
  ZHANGBEN_WEIBO_BASE: given(z.string().refine(isBase, baseHint)),
  ZHANGBEN_BILIBILI_BASE: given(z.string().refine(isBase, baseHint)),
  ZHANGBEN_DOUYIN_BASE: given(z.string().refine(isBase, baseHint)),
  ZHANGBEN_KUAISHOU_BASE: given(z.string().refine(isBase, baseHint)),
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
  const dataDir = set.ZHANGBEN_DATA ? path.resolve(invokedFrom, set.ZHANGBEN_DATA) : path.resolve('data')
  return {
    dataDir,
    databaseUrl: set.DATABASE_URL ?? null,
    origin: set.ZHANGBEN_ORIGIN ? new URL(set.ZHANGBEN_ORIGIN).origin : null,
    host: set.ZHANGBEN_HOST ?? '127.0.0.1',
    port: Number(set.PORT ?? 3000),
    secret: set.ZHANGBEN_SECRET ?? null,
    previousSecrets: splitList(set.ZHANGBEN_SECRET_PREVIOUS ?? ''),
    passwordProfile: passwordProfiles.find((profile) => profile === set.ZHANGBEN_PASSWORD_PROFILE) ?? 'dengbao',
    sso: ssoOf(set),
    anchors: set.ZHANGBEN_ANCHORS ? path.resolve(invokedFrom, set.ZHANGBEN_ANCHORS) : path.join(dataDir, 'anchors', 'audit.jsonl'),
    trustedProxy: splitList(set.ZHANGBEN_TRUSTED_PROXY ?? ''),
    allowCidr: splitList(set.ZHANGBEN_ALLOW_CIDR ?? ''),
    platforms: {
      WECHAT: set.ZHANGBEN_WECHAT_BASE ?? platformBases.WECHAT,
      WEIBO: set.ZHANGBEN_WEIBO_BASE ?? platformBases.WEIBO,
      BILIBILI: set.ZHANGBEN_BILIBILI_BASE ?? platformBases.BILIBILI,
      DOUYIN: set.ZHANGBEN_DOUYIN_BASE ?? platformBases.DOUYIN,
      KUAISHOU: set.ZHANGBEN_KUAISHOU_BASE ?? platformBases.KUAISHOU,
    },
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

/**
 * What `npm run db:roles` works with: a superuser's connection, and passwords for the roles where they are not to be made.
 * @throws SettingError
 */
export function readRoleSettings(env: Env = process.env) {
  const { databaseUrl } = readSettings(env)
  if (!databaseUrl)
    throw new SettingError('DATABASE_URL', '没有设置。请写数据库超级用户的连接，如 postgresql://postgres@127.0.0.1:5432/zhangben')
  const password = (name: string): string | null => {
    const given = env[name] || null
    if (given && !/^[!-~]{16,}$/.test(given)) throw new SettingError(name, '至少 16 个字符，只用英文字母、数字和符号。')
    return given
  }
  return {
    connectionString: databaseUrl,
    migratorPassword: password('ZHANGBEN_MIGRATOR_PASSWORD'),
    appPassword: password('ZHANGBEN_APP_PASSWORD'),
  }
}

/** Where people reach the installation, or null where nobody said. */
export function readPublicOrigin(env: Env = process.env): string | null {
  return readSettings(env).origin
}

function ssoOf(set: z.infer<typeof schema>): SsoSettings | null {
  const { ZHANGBEN_SSO_ISSUER: issuer, ZHANGBEN_SSO_CLIENT_ID: clientId, ZHANGBEN_SSO_CLIENT_SECRET: clientSecret } = set
  if (!issuer) return null
  if (!clientId) throw new SettingError('ZHANGBEN_SSO_CLIENT_ID', '没有设置。统一身份认证需要写明在认证平台登记的应用编号。')
  if (!clientSecret) throw new SettingError('ZHANGBEN_SSO_CLIENT_SECRET', '没有设置。统一身份认证需要写明应用的密钥。')
  return { issuer, clientId, clientSecret, label: set.ZHANGBEN_SSO_LABEL ?? '统一身份认证', strongAcr: set.ZHANGBEN_SSO_STRONG_ACR ?? null }
}

function isProfile(text: string): boolean {
  return passwordProfiles.some((profile) => profile === text)
}

function areNetworks(list: string): boolean {
  return splitList(list).every(ipaddr.isValidCIDR)
}

function isBase(text: string): boolean {
  return URL.canParse(text) && /^https?:\/\/[^/]+$/.test(text)
}

function isIssuer(text: string): boolean {
  return URL.canParse(text) && isSecure(text)
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
