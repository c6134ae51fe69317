import type { Day } from '~/domain/calendar/day'
import { dayLabel } from '~/domain/calendar/window'
import type { Certainty } from '~/domain/calendar/workday'
import type { Differences, Value } from '../difference'
import { type FilingKind, type FilingState, kindLabels } from '../filing'
import { fieldLabels, interactionLabels } from '../requests'

/** What a reply says about a filing; taken from the record alone, so that the same filing gives the same paper. */
export interface ReplyFacts {
  kind: FilingKind
  state: FilingState
  number: string
  /** 备案号; null: an account from before the registry that never had one. */
  filingNo: string | null
  unit: string
  platform: string
  account: string
  submittedOn: Day
  approvedOn: Day | null
  /** The day the filing was closed (办结). */
  closedOn: Day | null
  /** Of an approved opening. */
  openBy: Day | null
  announced: { from: Day; until: Day; certainty: Certainty } | null
  watchUntil: Day | null
  exception: { documentNo: string; endsOn: Day } | null
  platformAccountId: string | null
  certifiedSubject: string | null
  openedOn: Day | null
  /** 网信; of apps and mini-programs. */
  appFilingNo: string | null
  isApp: boolean
  target: { account: string; unit: string } | null
  successor: string | null
  /** What a change made different; names of units instead of ids. */
  changes: Differences
  /** By which decision a vertical system, or the province, stands behind it. */
  reference: string | null
  office: string
  /** Where the public page of the filing number is. */
  address: string | null
}

export interface ReplyText {
  title: string
  addressee: string
  opening: string
  facts: [label: string, value: string][]
  conditions: string[]
  /** What the mark on the page leads to. */
  verify: string | null
  signature: string
  date: string
  /** The same as a day. */
  on: Day
}

/** Whether a paper can be given out: an approved opening, and what is closed (办结). */
export function isReplied({ kind, state }: { kind: FilingKind; state: FilingState }): boolean {
  return state === 'registered' || (kind === 'open' && (state === 'approved' || state === 'opened'))
}

/** The words of a reply (备案回执): what was filed, its numbers and days, what follows from it. */
export function composeReply(facts: ReplyFacts): ReplyText {
  const pending = facts.kind === 'open' && facts.state !== 'registered'
  const on = (pending ? facts.approvedOn : facts.closedOn) ?? facts.submittedOn
  return {
    title: pending ? '政务新媒体备案回执' : `政务新媒体${facts.kind === 'open' ? '' : kindLabels[facts.kind]}备案回执`,
    addressee: `${facts.unit}：`,
    opening: openingOf(facts, pending),
    facts: factsOf(facts),
    conditions: conditionsOf(facts, pending),
    verify: facts.address && `扫码或访问 ${facts.address} 核对备案号`,
    signature: facts.office,
    date: dayLabel(on),
    on,
  }
}

function openingOf({ kind, unit, account, platform, submittedOn }: ReplyFacts, pending: boolean): string {
  const asked = `你单位${dayLabel(submittedOn)}报送的“${account}”（${platform}）${kindLabels[kind]}备案`
  if (pending) return `${asked}收悉。经审核，同意开设，有关事项如下。`
  if (kind === 'open') return `${asked}已办结，该账号自登记之日起作为${unit}的政务新媒体在册。`
  return `${asked}已办结，有关事项如下。`
}

function factsOf(facts: ReplyFacts): [string, string][] {
  const rows: [string, string | null][] = [
    ['受理编号', facts.number],
    ['备案号', facts.filingNo ?? '—（存量账号，建档时没有备案号）'],
    ['主办单位', facts.unit],
    ['平台', facts.platform],
    ['账号名称', facts.account],
    ['账号 ID', facts.platformAccountId],
    ['认证主体', facts.certifiedSubject],
    ['网信备案号', facts.isApp ? (facts.appFilingNo ?? '尚未登记（应用程序备案编号由网信部门核发）') : null],
    ['报送日期', dayLabel(facts.submittedOn)],
    ['批准日期', facts.approvedOn && dayLabel(facts.approvedOn)],
    ['开设期限', facts.state !== 'registered' && facts.openBy ? `${dayLabel(facts.openBy)}（按自然日计，不因节假日顺延）` : null],
    ['开设日期', facts.openedOn && dayLabel(facts.openedOn)],
    ['公告期', facts.announced && announcedText(facts.announced)],
    ['并入账号', facts.target && `${facts.target.account}（${facts.target.unit}）`],
    ['办结日期', facts.closedOn && dayLabel(facts.closedOn)],
    ['依据文号', facts.reference],
    ...changesOf(facts.changes),
  ]
  return rows.filter((row): row is [string, string] => row[1] !== null)
}

function announcedText({ from, until, certainty }: NonNullable<ReplyFacts['announced']>): string {
  const estimated = certainty === 'official' ? '' : '，按普通工作日估算'
  return `${dayLabel(from)}至${dayLabel(until)}（工作日${estimated}）`
}

/** Numbers to call never stand on a paper that is passed on. */
const unprinted: readonly string[] = ['contactPhone', 'contactName']

function changesOf(changes: Differences): [string, string][] {
  return Object.entries(changes)
    .filter(([field]) => !unprinted.includes(field))
    .map(([field, { from, to }]) => [
      `变更${Object.hasOwn(fieldLabels, field) ? fieldLabels[field as keyof typeof fieldLabels] : field}`,
      `${textOf(from)} → ${textOf(to)}`,
    ])
}

const words: Readonly<Record<string, string>> = {
  ...interactionLabels,
  ...{ PUBLISH: '发布类', SERVICE: '服务类', MIXED: '综合类', self: '自行运维', outsourced: '委托代运营' },
}

function textOf(value: Value): string {
  const one = (text: string) => words[text] ?? text
  return (Array.isArray(value) ? value.map(one).join('、') : one(value ?? '')) || '（空）'
}

function conditionsOf(facts: ReplyFacts, pending: boolean): string[] {
  const { kind, exception, openBy, watchUntil, successor } = facts
  const excepted = exception
    ? [`本账号经例外批准（${exception.documentNo}）增设，例外有效期至${dayLabel(exception.endsOn)}；到期前须申请续期，逾期应予整合。`]
    : []
  if (pending) {
    return [
      `请于${openBy ? dayLabel(openBy) : '期限'}前在平台完成开设和认证，认证主体应为主办单位；逾期未开设的，本次批准自动失效，名额收回。`,
      '开设后请报送平台账号 ID、网址、认证主体和主页截图，经确认登记后方可对外发布信息。',
      ...(facts.isApp ? ['移动客户端、小程序须另取得网信部门的应用程序备案编号，并报我办登记。'] : []),
      ...excepted,
    ]
  }
  if (kind === 'open') {
    return [
      '请落实专人管理和信息发布“三审三校”，保持更新；名称、主办单位、认证主体变更，以及关停、注销、合并，均须先行备案。',
      '联系人、管理员、运维方式、网址变化的，请在规定期限内报告。',
      ...excepted,
    ]
  }
  if (kind === 'change') return ['请同步更新平台资料和对外公示信息，并向社会公告涉及名称或主办单位的变更。', ...excepted]
  if (kind === 'cancel') {
    return [
      '该账号名额已收回，不得自行重新开设；确需再开的，请重新申请。',
      ...(watchUntil ? [`至${dayLabel(watchUntil)}为关注期，期间如再出现同名或同 ID 账号，将予以核查。`] : []),
    ]
  }
  return [
    ...(successor ? [`请引导公众关注：${successor}。`] : []),
    '账号关停后名额仍予保留；在平台完成注销并在全国报送系统办理关停后，请申请注销备案。',
  ]
}
