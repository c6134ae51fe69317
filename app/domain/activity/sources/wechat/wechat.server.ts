import type { Adapter } from '~/domain/activity/adapter'
import { askWechat } from './call.server'
import { lookAtWechat } from './look.server'
import { stableTokens } from './token.server'

/** A WeChat Official Account (公众号 / 服务号) with its own credentials. */
export const wechatAdapter: Adapter = (call) => lookAtWechat(call, askWechat(call, stableTokens(call)))
