/** The five types of the Gansu bulletins, 甘肃省2024年第二季度通报. */
export const groups = ['WECHAT_MP', 'WEIBO', 'VIDEO', 'APP', 'OTHER'] as const
export type GroupKey = (typeof groups)[number]

export const groupLabels: Record<GroupKey, string> = {
  WECHAT_MP: '微信公众号',
  WEIBO: '微博',
  VIDEO: '视频类',
  APP: '移动客户端',
  OTHER: '其他',
}
