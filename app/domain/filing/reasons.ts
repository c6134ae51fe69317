/** Why a filing is sent back or refused. Each has a letter that the office may change before it goes out; {name} and the like are filled in. */
export interface Reason {
  code: string
  label: string
  for: readonly ('return' | 'reject')[]
  letter: string
}

export const reasons = [
  {
    code: 'form.incomplete',
    label: '填报不完整',
    for: ['return'],
    letter: '你单位报送的“{account}”{kind}备案材料填报不完整，请补充后重新提交。',
  },
  {
    code: 'form.unsigned',
    label: '缺负责人签字',
    for: ['return'],
    letter: '“{account}”{kind}备案表未经分管负责人签字，请签字后重新提交。',
  },
  {
    code: 'name.irregular',
    label: '名称不规范',
    for: ['return', 'reject'],
    letter: '“{account}”名称不够简洁规范，或未体现主办单位职责（国办发〔2018〕123号四（一）），请更名后重新提交。',
  },
  {
    code: 'name.campaign',
    label: '以专项工作、活动名义开设',
    for: ['return', 'reject'],
    letter: '“{account}”以专项工作或活动名义命名。政务新媒体不得以阶段性工作、活动名义开设，请使用主办单位现有账号发布。',
  },
  {
    code: 'name.similar',
    label: '与现有账号名称近似',
    for: ['return'],
    letter: '“{account}”与现有政务新媒体名称近似，容易混淆，请更名后重新提交。',
  },
  {
    code: 'unit.internal',
    label: '内设机构不得开设',
    for: ['reject'],
    letter: '“{account}”以单位内设机构名义申请。不得以内设机构名义新开设政务新媒体（国办公开办函〔2021〕31号），请由主办单位统一开设。',
  },
  {
    code: 'slot.taken',
    label: '同一平台已有账号',
    for: ['reject'],
    letter: '你单位在该平台已有政务新媒体账号。一个单位原则上在同一平台只开设一个账号（国办发〔2018〕123号四（一）），本次申请不予备案。',
  },
  {
    code: 'exception.unfounded',
    label: '例外理由不充分',
    for: ['return', 'reject'],
    letter: '“{account}”申请作为例外增设，理由或依据文件不充分。请补充批准文件，或整合到现有账号。',
  },
  {
    code: 'need.unclear',
    label: '开设必要性不足',
    for: ['return', 'reject'],
    letter: '“{account}”开设必要性说明不足。请按集约节约原则，说明现有账号不能满足的需求；确无必要的，请撤回申请。',
  },
  {
    code: 'staff.missing',
    label: '人员保障不到位',
    for: ['return'],
    letter: '“{account}”未明确责任编辑和“三审”人员。请落实专岗专责后重新提交（国办发〔2018〕123号五）。',
  },
  {
    code: 'security.missing',
    label: '安全承诺缺失',
    for: ['return'],
    letter: '“{account}”缺少账号安全管理承诺或应急预案，请补充后重新提交。',
  },
  {
    code: 'operator.unclear',
    label: '代运营手续不全',
    for: ['return'],
    letter: '“{account}”委托代运营，但缺少运营机构资质、委托协议或保密协议，请补充后重新提交。',
  },
  {
    code: 'subject.mismatch',
    label: '认证主体与主办单位不一致',
    for: ['return'],
    letter: '“{account}”认证主体与主办单位不一致。请完成认证变更，或说明原因并附证明。',
  },
  {
    code: 'proof.missing',
    label: '证明材料缺失或不清晰',
    for: ['return'],
    letter: '“{account}”{kind}的证明材料缺失或不清晰，请重新上传。',
  },
  {
    code: 'announcement.missing',
    label: '未向社会公告',
    for: ['return'],
    letter: '“{account}”{kind}须向社会公告（国办发〔2018〕123号四（一）），请公告后附截图重新提交。',
  },
  {
    code: 'line.app',
    label: '应由网信部门备案',
    for: ['return', 'reject'],
    letter: '“{account}”属于移动互联网应用程序，备案由网信部门办理（国办函〔2026〕12号）。请取得应用程序备案编号后报送登记。',
  },
  { code: 'other', label: '其他', for: ['return', 'reject'], letter: '“{account}”{kind}备案：' },
] as const satisfies readonly Reason[]

export type ReasonCode = (typeof reasons)[number]['code']
export const reasonCodes = reasons.map(({ code }) => code) as [ReasonCode, ...ReasonCode[]]

/** A reason's letter with the words of a filing in it. */
export function letterOf(code: ReasonCode, words: { account: string; kind: string }): string {
  const reason = reasons.find((each) => each.code === code)
  return (reason?.letter ?? '').replaceAll('{account}', words.account).replaceAll('{kind}', words.kind)
}
