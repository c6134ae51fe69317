import { errorKindLabels } from '~/domain/activity/collect-error'
import { sourceKindLabels } from '~/domain/activity/kind'
import { outcomeLabels } from '~/domain/activity/source'

/** The words of the field, by the keys the domain uses. */
export const word = {
  level: {
    normal: '正常',
    reminder: '更新提醒',
    warning: '预警',
    dormant: '超2周未更新',
    zombie: '僵尸账号',
    neverPosted: '开通后从未更新',
    unknown: '无法判定',
    exempt: '不参评',
  },
  tier: { PROVINCE: '省级', PREFECTURE: '州级', COUNTY: '县级', TOWNSHIP: '乡级' },
  standing: { REGISTERED: '在册', ANNOUNCING: '公告期', SHUT: '已关停', CANCELLED: '已注销', UNFILED: '未备案' },
  contentClass: { PUBLISH: '发布类', SERVICE: '服务类', MIXED: '综合类' },
  bulletinGroup: { WECHAT_MP: '微信公众号', WEIBO: '微博', VIDEO: '视频类', APP: '移动客户端', OTHER: '其他' },
  sourceKind: sourceKindLabels,
  outcome: outcomeLabels,
  errorKind: errorKindLabels,
}
