import type { Adapter } from '~/domain/activity/adapter'
import type { SourceKind } from '~/domain/activity/kind'
import { appAdapter } from './app.server'
import { bilibiliAdapter } from './bilibili.server'
import { douyinAdapter } from './douyin.server'
import { feedAdapter } from './feed.server'
import { jsonAdapter } from './json.server'
import { kuaishouAdapter } from './kuaishou.server'
import { miniprogramAdapter } from './wechat/miniprogram.server'
import { wechatAdapter } from './wechat/wechat.server'
import { wechatComponentAdapter } from './wechat/component.server'
import { websiteAdapter } from './website.server'
import { weiboAdapter } from './weibo.server'

/** The adapter of each kind that is collected; the others are entered by people. */
export const adapters: Partial<Record<SourceKind, Adapter>> = {
  FEED: feedAdapter,
  WEBSITE: websiteAdapter,
  WECHAT: wechatAdapter,
  WECHAT_COMPONENT: wechatComponentAdapter,
  MINIPROGRAM: miniprogramAdapter,
  WEIBO: weiboAdapter,
  BILIBILI: bilibiliAdapter,
  DOUYIN: douyinAdapter,
  KUAISHOU: kuaishouAdapter,
  JSON: jsonAdapter,
  APP: appAdapter,
}
