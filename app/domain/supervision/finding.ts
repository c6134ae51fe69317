import type { Level } from './level'

/** The problem dictionary: code and wording as the bulletins of the provinces use it. */
export const problems = {
  P01: '监测时间点前2周内无更新',
  P02: '长期不更新、开通后从未更新',
  P03: '未提供有效互动功能',
  P04: '严重表述错误、错别字、敏感词、错链',
  P05: '信息审核不严、转载把关不严',
  P06: '同一平台重复开设',
  P07: '未认证、账号主体与主办单位不一致、随意变更名称',
  P08: '未备案、瞒报漏报、私自开设',
  P09: '已注销但未在报送系统关停、关停注销备案不及时',
  P10: '停止维护未注销、僵尸账号清理缓慢、已注销又私开',
  P11: '整改不到位、多次被通报、反馈不及时',
  P12: '发布与职能无关、娱乐化、卖惨卖萌',
  P13: '个人信息泄露',
  P14: '重要政策信息转载不及时',
  P15: '监管平台工单未按时处理',
  P16: '活跃度、关注度低，建议整合',
  P17: '链接失效',
  P18: '移动客户端无法下载或使用、未支持IPv6',
  P19: '商业广告或链接、购买粉丝、强制点赞',
} as const
export type ProblemCode = keyof typeof problems

export const problemCodes = Object.keys(problems).filter((key): key is ProblemCode => key in problems)

/** Problems that make an account unqualified by themselves and that the ladder raises (国办秘函〔2019〕19号, 内容不更新). */
export const vetoCodes: readonly ProblemCode[] = ['P01', 'P02']

export const findingStates = ['PROPOSED', 'CONFIRMED', 'DISMISSED', 'WITHDRAWN'] as const
export type FindingState = (typeof findingStates)[number]

export const findingStateLabels: Record<FindingState, string> = {
  PROPOSED: '待确认',
  CONFIRMED: '已确认',
  DISMISSED: '已排除',
  WITHDRAWN: '已撤回',
}

/** Where each command leads from each state; what is not listed is refused. */
export const transitions = {
  confirm: { PROPOSED: 'CONFIRMED' },
  dismiss: { PROPOSED: 'DISMISSED' },
  withdraw: { PROPOSED: 'WITHDRAWN' },
} as const satisfies Record<string, Partial<Record<FindingState, FindingState>>>
export type FindingCommand = keyof typeof transitions

export function stateAfter(command: FindingCommand, state: FindingState): FindingState | undefined {
  const from: Partial<Record<FindingState, FindingState>> = transitions[command]
  return from[state]
}

/** The problem a level is, if it is one. */
export function problemOf(level: Level): ProblemCode | null {
  if (level === 'dormant') return 'P01'
  return level === 'zombie' || level === 'neverPosted' ? 'P02' : null
}

/** The name of one silence: the instant of the post it follows, or 'never' where none is known. */
export function episodeOf(lastPostAt: Date | null): string {
  return lastPostAt ? lastPostAt.toISOString() : 'never'
}
