import type { word as zh } from '../zh-CN/word'

export const word: typeof zh = {
  level: {
    normal: 'Normal',
    reminder: 'Reminder',
    warning: 'Warning',
    dormant: 'Silent over 2 weeks',
    zombie: 'Zombie',
    neverPosted: 'Never posted',
    unknown: 'Unknown',
    exempt: 'Exempt',
  },
  tier: { PROVINCE: 'Province', PREFECTURE: 'Prefecture', COUNTY: 'County', TOWNSHIP: 'Township' },
  standing: { REGISTERED: 'Registered', ANNOUNCING: 'Announcing', SHUT: 'Shut', CANCELLED: 'Cancelled', UNFILED: 'Unfiled' },
  contentClass: { PUBLISH: 'Publishing', SERVICE: 'Service', MIXED: 'Mixed' },
  bulletinGroup: { WECHAT_MP: 'WeChat official account', WEIBO: 'Weibo', VIDEO: 'Video', APP: 'App', OTHER: 'Other' },
  sourceKind: { FEED: 'Feed', SHEET: 'Activity sheet', MANUAL: 'Entered by hand' },
  outcome: {
    OK: 'Something new',
    UNCHANGED: 'Nothing new',
    EMPTY: 'Empty list',
    PARTIAL: 'Partly unreadable',
    FAILED: 'Failed',
    BLOCKED: 'Refused',
    NOT_READY: 'Asked to come back later',
  },
}
