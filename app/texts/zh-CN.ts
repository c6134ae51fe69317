import { account } from './zh-CN/account'
import { accounts } from './zh-CN/accounts'
import { bulletins } from './zh-CN/bulletins'
import { findings } from './zh-CN/findings'
import { frame } from './zh-CN/frame'
import { imports } from './zh-CN/imports'
import { overview } from './zh-CN/overview'
import { platforms } from './zh-CN/platforms'
import { link, resume, signIn } from './zh-CN/sign-in'
import { error, form, table } from './zh-CN/ui'
import { word } from './zh-CN/word'

/** Every Chinese text of the screens, one file per area. */
export const zhCN = {
  frame,
  signIn,
  link,
  resume,
  error,
  form,
  table,
  word,
  accounts,
  account,
  platforms,
  overview,
  imports,
  findings,
  bulletins,
}

declare module 'use-intl' {
  interface AppConfig {
    Messages: typeof zhCN
  }
}
