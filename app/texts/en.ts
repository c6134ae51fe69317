import { account } from './en/account'
import { accounts } from './en/accounts'
import { audit } from './en/audit'
import { bulletins } from './en/bulletins'
import { collection } from './en/collection'
import { confirmation } from './en/confirmation'
import { custody } from './en/custody'
import { filing } from './en/filing'
import { findings } from './en/findings'
import { frame } from './en/frame'
import { imports } from './en/imports'
import { me } from './en/me'
import { delegations, exceptions, upward } from './en/offices'
import { overview } from './en/overview'
import { act, handover, newPerson, people, person, rights, sso } from './en/people'
import { platforms } from './en/platforms'
import { privacy } from './en/privacy'
import { procedureWords } from './en/procedure-words'
import { enrol, link, password, resume, secondFactor, signIn } from './en/sign-in'
import { sourceSheet } from './en/source-sheet'
import { error, form, table } from './en/ui'
import { reorganise, unit, unitForm, units } from './en/units'
import { word } from './en/word'
import type { zhCN } from './zh-CN'

/** The same texts in English; a missing or surplus one does not compile. */
export const en: typeof zhCN = {
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
