/** The ways activity comes in, what each can see, and what has to be filled in for it. Browser-safe: forms are drawn from it. */
export const sourceKinds = [
  'FEED',
  'WEBSITE',
  'SHEET',
  'MANUAL',
  'INSPECTION',
  'WECHAT',
  'WECHAT_COMPONENT',
  'MINIPROGRAM',
  'WEIBO',
  'BILIBILI',
  'DOUYIN',
  'KUAISHOU',
  'JSON',
  'APP',
] as const
export type SourceKind = (typeof sourceKinds)[number]

/** What a kind of source can see. Only one that sees all posts may ever prove silence. */
export interface Capability {
  /** `own`: all posts if the address is the unit's own list, which the registrar says per source; a bridge or aggregator never. */
  posts: 'all' | 'own' | 'some' | 'none'
  reads: boolean
  likes: boolean
  comments: boolean
  replies: boolean
  followers: boolean
}

/** One thing to fill in. Secrets are sealed, written and never read back. */
export interface SourceField {
  name: string
  label: string
  hint?: string
  /** `path`: where in a JSON answer a value stands, like `data.items` or `stat.read`. */
  type: 'text' | 'url' | 'secret' | 'path'
  required: boolean
}

export interface KindFacts {
  label: string
  capability: Capability
  /** Fetched by the timetable; the others are entered by people. */
  collected: boolean
  /** Whose access it uses: none, or an authorisation that is kept apart and may serve many accounts. */
  credential: boolean
  /** False: built by the platform's documents, never tried on the platform itself; the interface says so. */
  verified: boolean
  /** The address is typed in, as against a fixed interface of the platform. */
  address: boolean
  /** Filled in per source. */
  config: readonly SourceField[]
  /** Filled in per authorisation. */
  secrets: readonly SourceField[]
  /** Hours of the Shanghai day in which the platform is asked, [from, to) in minutes since midnight. */
  hours?: readonly [number, number]
  /** The platform reports by the day: once a day is enough. */
  daily?: true
}

const nothing: Capability = { posts: 'none', reads: false, likes: false, comments: false, replies: false, followers: false }
const office = [8 * 60 + 30, 20 * 60] as const
const field = (name: string, label: string, more: Partial<SourceField> = {}): SourceField => ({
  ...{ name, label, type: 'text', required: true },
  ...more,
})
const secret = (name: string, label: string, required = true): SourceField => field(name, label, { type: 'secret', required })
const oauth = [
  field('appId', '应用标识'),
  secret('appSecret', '应用密钥'),
  field('openId', '授权账号标识', { required: false }),
  secret('accessToken', '授权令牌'),
  secret('refreshToken', '续期令牌', false),
]

const path = (name: string, label: string, required = false) => field(name, label, { type: 'path', required })

export const kindFacts: Record<SourceKind, KindFacts> = {
  FEED: {
    ...{ label: '信息源', collected: true, credential: false, verified: true, address: true, config: [], secrets: [] },
    capability: { ...nothing, posts: 'own' },
  },
  WEBSITE: {
    ...{ label: '网站栏目', collected: true, credential: false, verified: true, address: true, secrets: [] },
    config: [field('match', '文章地址包含', { required: false, hint: '只采集地址中含有这段文字的文章，如 /zwgk/' })],
    capability: { ...nothing, posts: 'own' },
  },
  SHEET: {
    ...{ label: '发文情况表', collected: false, credential: false, verified: true, address: false, config: [], secrets: [] },
    capability: { ...nothing, posts: 'all', reads: true, likes: true, comments: true },
  },
  MANUAL: {
    ...{ label: '人工登记', collected: false, credential: false, verified: true, address: false, config: [], secrets: [] },
    capability: { ...nothing, posts: 'some' },
  },
  INSPECTION: {
    ...{ label: '巡检', collected: false, credential: false, verified: true, address: false, config: [], secrets: [] },
    capability: { ...nothing, posts: 'all' },
  },
  WECHAT: {
    ...{ label: '微信公众号接口（自有凭证）', collected: true, credential: true, verified: false, address: false, config: [] },
    secrets: [field('appId', 'AppID'), secret('appSecret', 'AppSecret')],
    hours: office,
    daily: true,
    capability: { posts: 'all', reads: true, likes: true, comments: true, replies: true, followers: true },
  },
  WECHAT_COMPONENT: {
    ...{ label: '微信公众号接口（第三方平台授权）', collected: true, credential: true, verified: false, address: false, config: [] },
    secrets: [
      field('appId', '公众号 AppID'),
      field('componentAppId', '第三方平台 AppID'),
      secret('componentAccessToken', '第三方平台令牌'),
      secret('refreshToken', '授权续期令牌'),
    ],
    hours: office,
    daily: true,
    capability: { posts: 'all', reads: true, likes: true, comments: true, replies: true, followers: true },
  },
  MINIPROGRAM: {
    ...{ label: '小程序统计接口', collected: true, credential: true, verified: false, address: false, config: [] },
    secrets: [field('appId', 'AppID'), secret('appSecret', 'AppSecret')],
    hours: office,
    daily: true,
    capability: nothing,
  },
  WEIBO: {
    ...{ label: '微博商业接口', collected: true, credential: true, verified: false, address: false },
    config: [field('uid', '微博 UID', { hint: '数字编号，可在账号主页地址中看到' })],
    secrets: [secret('accessToken', '商业接口令牌')],
    hours: office,
    capability: { posts: 'all', reads: false, likes: true, comments: true, replies: false, followers: true },
  },
  BILIBILI: {
    ...{ label: '哔哩哔哩开放平台', collected: true, credential: true, verified: false, address: false, config: [] },
    secrets: oauth,
    hours: office,
    capability: { ...nothing, posts: 'none', followers: true },
  },
  DOUYIN: {
    ...{ label: '抖音开放平台', collected: true, credential: true, verified: false, address: false, config: [] },
    secrets: oauth.map((one) => (one.name === 'openId' ? { ...one, required: true } : one)),
    hours: office,
    capability: { posts: 'all', reads: true, likes: true, comments: true, replies: false, followers: true },
  },
  KUAISHOU: {
    ...{ label: '快手开放平台', collected: true, credential: true, verified: false, address: false, config: [] },
    secrets: oauth,
    hours: office,
    capability: { posts: 'all', reads: true, likes: true, comments: true, replies: false, followers: true },
  },
  JSON: {
    ...{ label: '通用数据接口', collected: true, credential: true, verified: true, address: true },
    config: [
      path('items', '列表所在路径', true),
      path('id', '编号'),
      path('title', '标题'),
      path('link', '链接'),
      path('publishedAt', '发布时间'),
      path('reads', '阅读数'),
      path('likes', '点赞数'),
      path('comments', '评论数'),
      path('shares', '转发数'),
      path('followers', '粉丝数'),
      path('name', '账号名称'),
      path('okPath', '成功标志所在路径'),
      field('okValue', '成功标志的值', { required: false }),
      path('errorPath', '错误说明所在路径'),
    ],
    secrets: [
      field('header', '请求头名称', { required: false, hint: '如 Authorization' }),
      secret('headerValue', '请求头的值', false),
      field('host', '只发给这个域名', { required: false, hint: '如 data.example.cn。随采集地址登记时可不填，即该地址的域名' }),
    ],
    capability: { posts: 'some', reads: true, likes: true, comments: true, replies: false, followers: true },
  },
  APP: {
    ...{ label: '移动客户端可用性', collected: true, credential: false, verified: true, address: true, config: [], secrets: [] },
    capability: nothing,
  },
}

export const sourceKindLabels = Object.fromEntries(sourceKinds.map((kind) => [kind, kindFacts[kind].label])) as Record<SourceKind, string>

export const collectedKinds = sourceKinds.filter((kind) => kindFacts[kind].collected)

/** Whether a source may prove silence: its kind sees all posts, or can and the registrar says that this address is the unit's own list. */
export function mayProveSilence(kind: SourceKind, own: boolean): boolean {
  const { posts } = kindFacts[kind].capability
  return posts === 'all' || (posts === 'own' && own)
}
