import { account } from './zh-CN/account'
import { accounts } from './zh-CN/accounts'
import { audit } from './zh-CN/audit'
import { bulletins } from './zh-CN/bulletins'
import { collection } from './zh-CN/collection'
import { confirmation } from './zh-CN/confirmation'
import { custody } from './zh-CN/custody'
import { filing } from './zh-CN/filing'
import { findings } from './zh-CN/findings'
import { frame } from './zh-CN/frame'
import { imports } from './zh-CN/imports'
import { me } from './zh-CN/me'
import { delegations, exceptions, upward } from './zh-CN/offices'
import { overview } from './zh-CN/overview'
import { act, handover, newPerson, people, person, rights, sso } from './zh-CN/people'
import { platforms } from './zh-CN/platforms'
import { privacy } from './zh-CN/privacy'
import { procedureWords } from './zh-CN/procedure-words'
import { enrol, link, password, resume, secondFactor, signIn } from './zh-CN/sign-in'
import { sourceSheet } from './zh-CN/source-sheet'
import { error, form, table } from './zh-CN/ui'
import { reorganise, unit, unitForm, units } from './zh-CN/units'
import { word } from './zh-CN/word'

/** Every Chinese text of the screens, one file per area. */
export const zhCN = {
  frame,
  signIn,
  link,
  resume,
  secondFactor,
  enrol,
  password,
  me,
  error,
  form,
  table,
  word,
  accounts,
  account,
  units,
  unit,
  unitForm,
  reorganise,
  custody,
  collection,
  sourceSheet,
  confirmation,
  platforms,
  overview,
  imports,
  filing,
  delegations,
  exceptions,
  upward,
  findings,
  bulletins,
  people,
  newPerson,
  handover,
  person,
  act,
  rights,
  procedureWords,
  sso,
  privacy,
  audit,
}

declare module 'use-intl' {
  interface AppConfig {
    Messages: typeof zhCN
  }
}
