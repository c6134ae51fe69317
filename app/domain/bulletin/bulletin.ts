import type { Day } from '~/domain/calendar/day'
import { type Window, windowLabel } from '~/domain/calendar/window'
import type { Level } from '~/domain/supervision/level'
import { type Tier, tierLabels } from '~/domain/unit/tier'
import type { Count } from './figures'

export const bulletinStates = ['DRAFT'] as const
export type BulletinState = (typeof bulletinStates)[number]
export const bulletinStateLabels: Record<BulletinState, string> = { DRAFT: '草案' }

/** The office whose scope a bulletin covers; no name where the scope has several top offices. */
export interface Office {
  id: string | null
  name: string | null
  tier: Tier | null
}

/** Another bulletin of the same scope, for 较上季度 and 较上年同期. */
export interface Comparison {
  bulletinId: string
  label: string
  total: number
  checked: number
  unqualified: number
  /** Recomputed at this bulletin's decimals. */
  rate: number | null
  /** This rate minus that one, in percentage points. */
  points: number | null
  /** Of the accounts that failed then, how many fail now. */
  stillFailing: number
  unitRates: Record<string, number | null>
}

/** Everything a bulletin says in numbers. Stored with the bulletin; page, DOCX and XLSX read nothing else but its rows. */
export interface Figures extends Count {
  version: 1
  window: Window
  decimals: number
  office: Office
  demo: boolean
  draftedOn: Day
  /** When the verdicts of the last day were reached (ISO instant); null without accounts. */
  evaluatedAt: string | null
  unfiled: number
  changes: { opened: number; startUnknown: number; changed: number; ceased: number }
  /** Items published in the window: counted one by one where a source lists them, else taken from statements. Null sums: not known of any account. */
  posts: {
    total: number | null
    originals: number | null
    counted: number
    stated: number
    partial: number
    unknown: number
    silent: number
  }
  followers: { total: number | null; accounts: number }
  previous: Comparison | null
  lastYear: Comparison | null
}

/** One account that fails, as the annex names it. */
export interface FailingAccount {
  accountName: string
  unitName: string
  platformName: string
  level: Level
  state: 'confirmed' | 'proposed'
  lastPostOn: Day | null
  /** Where no post was seen: the first day of the unbroken watch. */
  silentSince: Day | null
}

/** How a region and its bodies are called in a document of its government office. */
export interface RegionWords {
  /** 全州 */
  all: string
  /** 州政府办公室 */
  office: string
  addressee: string
}

const addressees: Partial<Record<Tier, Record<string, string>>> = {
  PROVINCE: {
    省: '各市（州）人民政府，省政府各部门、各单位：',
    区: '各市（地、州、盟）人民政府，自治区政府各部门、各单位：',
    市: '各区（县）人民政府，市政府各部门、各单位：',
  },
  PREFECTURE: {
    州: '各县市人民政府，州政府各部门、各单位，省属驻州各单位：',
    市: '各县（市、区）人民政府，市政府各部门、各单位：',
    盟: '各旗县（市、区）人民政府，盟行署各部门、各单位：',
    区: '各县（市、区）人民政府，行署各部门、各单位：',
  },
  COUNTY: {
    县: '各乡镇人民政府、街道办事处，县政府各部门、各单位：',
    市: '各乡镇人民政府、街道办事处，市政府各部门、各单位：',
    区: '各乡镇人民政府、街道办事处，区政府各部门、各单位：',
    旗: '各苏木乡镇人民政府、街道办事处，旗政府各部门、各单位：',
  },
}

const unplaced: RegionWords = { all: '', office: '', addressee: '各有关单位：' }

/** The words for an office's region, read from its name (甘南藏族自治州人民政府办公室 → 全州). */
export function regionWords({ name, tier }: Pick<Office, 'name' | 'tier'>): RegionWords {
  if (!name || !tier) return unplaced
  const region = /^(.+?)(?:人民政府|政府|行政公署|行署)(办公厅|办公室)$/.exec(name)
  const last = region?.[1]?.at(-1) ?? ''
  const addressee = addressees[tier]?.[last]
  if (!region || !addressee) return { all: '', office: name, addressee: '所属各单位：' }
  return { all: `全${last}`, office: `${last}政府${region[2]}`, addressee }
}

/** What the tiers are called: 州级 in an autonomous prefecture, 市级 elsewhere. */
export function tierNames(office: Pick<Office, 'name' | 'tier'>): Record<Tier, string> {
  const prefecture = office.tier === 'PREFECTURE' && regionWords(office).all === '全州' ? '州级' : '市级'
  return { ...tierLabels, PREFECTURE: prefecture }
}

/** 甘南藏族自治州人民政府办公室关于2026年第三季度全州政务新媒体运行情况的通报. */
export function bulletinTitle(office: Pick<Office, 'name' | 'tier'>, window: Window): string {
  return `${office.name ?? ''}关于${windowLabel(window)}${regionWords(office).all}政务新媒体运行情况的通报`
}

/** 问题类别 as the national indicators and the bulletins word it (国办秘函〔2019〕19号 单项否决; problem dictionary P01, P02). */
export const problemLabels: Partial<Record<Level, string>> = {
  dormant: '监测时间点前2周内无更新',
  zombie: '超过3个月未更新',
  neverPosted: '开通后从未更新',
}

/** A percentage as it is printed: the decimals of the bulletin, 100 and 0 bare. */
export function percentText(value: number | null, decimals: number): string {
  if (value === null) return '—'
  return value === 0 || value === 100 ? `${value}%` : `${value.toFixed(decimals)}%`
}

/** 提高0.4个百分点 · 下降… · 持平. */
export function pointsText(points: number, decimals: number): string {
  if (points === 0) return '持平'
  return `${points > 0 ? '提高' : '下降'}${Math.abs(points).toFixed(decimals)}个百分点`
}
