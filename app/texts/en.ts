import { account } from './en/account'
import { accounts } from './en/accounts'
import { bulletins } from './en/bulletins'
import { findings } from './en/findings'
import { frame } from './en/frame'
import { imports } from './en/imports'
import { overview } from './en/overview'
import { platforms } from './en/platforms'
import { link, resume, signIn } from './en/sign-in'
import { error, form, table } from './en/ui'
import { word } from './en/word'
import type { zhCN } from './zh-CN'

/** The same texts in English; a missing or surplus one does not compile. */
export const en: typeof zhCN = {
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
