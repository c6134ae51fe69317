/** Every act that leaves a row, as an official calls it. An act without a name does not compile. */
export const actions = {
  'access.refused': '越权操作被拒绝',
  'account.addException': '登记名额例外',
  'account.unmaskContact': '查看联系电话',
  'activity.add-feed': '添加采集来源',
  'activity.add-manual': '人工登记发文',
  'activity.collect': '采集发文',
  'activity.import': '导入发文情况表',
  'audit.archive': '归档审计记录',
  'audit.export': '导出审计记录',
  'audit.verify': '核验审计记录',
  'bulletin.draft': '起草季通报',
  'filing.addNote': '添加内部备注',
  'filing.announce': '报告已公告',
  'filing.askSignature': '送负责人签发备案',
  'filing.attach': '上传备案材料',
  'filing.complete': '办结备案',
  'filing.lapse': '备案逾期失效',
  'filing.pass': '备案审核通过',
  'filing.reject': '不予备案',
  'filing.removeAttachment': '删除备案材料',
  'filing.reportOpened': '报告已开设',
  'filing.return': '退回备案补正',
  'filing.returnEvidence': '退回开设材料',
  'filing.saveDraft': '保存备案草稿',
  'filing.submit': '提交备案',
  'filing.takeUp': '受理备案',
  'filing.withdraw': '撤回备案',
  'finding.confirm': '确认问题',
  'finding.dismiss': '排除问题',
  'ledger.check': '检查台账',
  'ledger.import': '导入台账',
  'ledger.takeBack': '撤回台账导入',
  'limit.reached': '操作过于频繁被拦截',
  'me.bindSso': '绑定统一身份认证',
  'me.changePassword': '修改密码',
  'me.confirmEnrolment': '设置动态验证码',
  'me.endSession': '结束自己的登录',
  'me.export': '导出本人信息',
  'me.giveSecondFactor': '验证动态验证码',
  'me.unbindSso': '解除统一身份认证',
  'member.create': '登记人员',
  'member.disable': '停用人员',
  'member.enable': '恢复人员',
  'member.endSessions': '结束他人的登录',
  'member.erase': '删除个人信息',
  'member.export': '导出个人信息',
  'member.forgetSessions': '清除过期的登录记录',
  'member.grant': '授予角色',
  'member.invite': '邀请人员',
  'member.issueLink': '发放一次性链接',
  'member.openLink': '凭一次性链接登录',
  'member.resetSecondFactor': '重置动态验证码',
  'member.rotateSecrets': '更换密钥',
  'member.signIn': '登录',
  'member.signOut': '退出登录',
  'member.warnIdle': '提醒久未登录',
  'password.failed': '核对现在的密码未通过',
  'platform.save': '修改平台目录',
  'secondFactor.failed': '动态验证码未通过',
  'session.tooManyTries': '密码或验证码连续输错，登录被结束',
  'signIn.failed': '登录失败',
  'signIn.locked': '登录失败过多，暂停尝试',
  'sso.refused': '统一身份认证未通过',
  'supervision.evaluate': '评价更新情况',
} as const satisfies Record<string, string>

export type Action = keyof typeof actions

export const actionNames = Object.keys(actions) as [Action, ...Action[]]

/** An act of an older version keeps the name it was written with. */
export function actionLabel(action: string): string {
  return Object.hasOwn(actions, action) ? actions[action as Action] : action
}

/** What an act was done to. */
export const subjects = {
  account: '账号',
  ActivitySheet: '发文情况表',
  audit: '审计记录',
  bulletin: '季通报',
  collect: '采集',
  filing: '备案',
  finding: '问题',
  keyring: '密钥',
  LedgerImport: '台账导入',
  limit: '频率限制',
  platform: '平台',
  post: '发文',
  procedure: '功能',
  session: '登录会话',
  SlotException: '名额例外',
  source: '采集来源',
  user: '人员',
  verdict: '评价结果',
} as const satisfies Record<string, string>

export function subjectLabel(type: string): string {
  return Object.hasOwn(subjects, type) ? subjects[type as keyof typeof subjects] : type
}
