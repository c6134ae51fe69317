/** 开设、变更、关停、注销 (国办发〔2018〕123号 四(一)) and 合并. */
export const filingKinds = ['open', 'change', 'shutdown', 'cancel', 'merge'] as const
export type FilingKind = (typeof filingKinds)[number]

export const kindLabels: Record<FilingKind, string> = { open: '开设', change: '变更', shutdown: '关停', cancel: '注销', merge: '合并' }

export const filingStates = [
  'draft',
  'submitted',
  'in-review',
  'returned',
  'approved',
  'opened',
  'announcing',
  'registered',
  'rejected',
  'withdrawn',
  'lapsed',
] as const
export type FilingState = (typeof filingStates)[number]

export const stateLabels: Record<FilingState, string> = {
  draft: '草稿',
  submitted: '已提交',
  'in-review': '审核中',
  returned: '退回补正',
  approved: '已批准',
  opened: '已开设待确认',
  announcing: '公告中',
  registered: '已办结',
  rejected: '不予备案',
  withdrawn: '已撤回',
  lapsed: '已失效',
}

/** Nothing more happens to a filing in one of these. */
export const closedStates: readonly FilingState[] = ['registered', 'rejected', 'withdrawn', 'lapsed']

type Moves = Partial<Record<FilingState, FilingState>>

/** Where each command leads from each state, whatever the kind; what is not listed is refused. */
const common = {
  submit: { draft: 'submitted', returned: 'submitted' },
  resume: { returned: 'in-review' },
  takeUp: { submitted: 'in-review' },
  forward: { 'in-review': 'in-review' },
  return: { 'in-review': 'returned' },
  approve: { 'in-review': 'approved' },
  reject: { 'in-review': 'rejected' },
  withdraw: { submitted: 'withdrawn', 'in-review': 'withdrawn', returned: 'withdrawn' },
  lapse: { returned: 'lapsed' },
} as const satisfies Record<string, Moves>

/** What each kind adds to that, or does otherwise. */
export const transitions = {
  open: {
    ...common,
    withdraw: { ...common.withdraw, approved: 'withdrawn' },
    lapse: { ...common.lapse, approved: 'lapsed' },
    reportOpened: { approved: 'opened', opened: 'opened' },
    returnEvidence: { opened: 'opened' },
    complete: { opened: 'registered' },
  },
  change: { ...common, report: { draft: 'registered' }, complete: { approved: 'registered' } },
  shutdown: { ...common, announce: { approved: 'announcing' }, complete: { announcing: 'registered' } },
  cancel: { ...common, complete: { approved: 'registered' } },
  merge: { ...common, announce: { approved: 'announcing' }, complete: { announcing: 'registered' } },
} as const satisfies Record<FilingKind, Record<string, Moves>>

export type FilingCommand = { [K in FilingKind]: keyof (typeof transitions)[K] }[FilingKind]

export const commandLabels: Record<FilingCommand, string> = {
  submit: '提交',
  resume: '补正后重新提交',
  takeUp: '受理',
  forward: '审核通过，转下一级',
  return: '退回补正',
  approve: '批准',
  reject: '不予备案',
  withdraw: '撤回',
  lapse: '逾期失效',
  reportOpened: '报告已开设',
  returnEvidence: '退回开设材料',
  announce: '开始公告',
  report: '报告变更',
  complete: '办结',
}

/** The state a command leads to; undefined where it is refused. */
export function stateAfter(kind: FilingKind, command: FilingCommand, state: FilingState): FilingState | undefined {
  const moves: Partial<Record<FilingCommand, Moves>> = transitions[kind]
  return moves[command]?.[state]
}

/** Every step a filing can take, for the diagram and for the tests. */
export function movesOf(kind: FilingKind): { from: FilingState; command: FilingCommand; to: FilingState }[] {
  const moves: Partial<Record<FilingCommand, Moves>> = transitions[kind]
  return (Object.keys(moves) as FilingCommand[]).flatMap((command) =>
    filingStates.flatMap((from) => {
      const to = moves[command]?.[from]
      return to ? [{ from, command, to }] : []
    }),
  )
}
