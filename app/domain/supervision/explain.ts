import type { Day } from '~/domain/calendar/day'
import { dayOf } from '~/domain/calendar/day'
import type { Reason } from './verdict'

export const reasonLabels: Record<Reason, string> = {
  serviceClass: '服务类，不适用更新时限',
  announcing: '关停公告期内',
  shut: '已关停',
  newAccount: '新开设账号',
  recentPost: '近期有更新',
  silentSincePost: '最后一次更新之后未再更新',
  silentSinceLook: '监测期间未发现更新',
  noPostYet: '开设以来尚未更新',
  neverPosted: '开设以来从未更新',
  notLooked: '没有可查全部内容的采集来源',
  lookTooOld: '最近一次成功采集未到监测时间点',
  lookTooShort: '连续采集时间不够长',
  doubted: '来源之间说法不一',
}

/** What a verdict is explained from. */
export interface Explained {
  reason: Reason
  asOf: Day
  point: Date
  days: number | null
  lastPostAt: Date | null
  lastPostTitle: string | null
  coveredFrom: Date | null
  openedOn: Day | null
  /** Successful looks since the silence began; null where they were not counted. */
  checks: number | null
  gap: { from: Date; until: Date } | null
  policy: { documentNo: string; clause: string | null }
}

/** The sentences that explain a verdict to an official. */
export function explain(verdict: Explained): string {
  const parts = [conclusion(verdict)]
  if (verdict.checks) parts.push(`期间成功采集 ${verdict.checks} 次。`)
  if (verdict.gap) parts.push(`此前 ${dayText(verdict.gap.from)} 至 ${dayText(verdict.gap.until)} 采集曾中断，未计入。`)
  parts.push(`依据：${verdict.policy.documentNo}${verdict.policy.clause ? ` ${verdict.policy.clause}` : ''}。`)
  return parts.join('')
}

/** What was seen, without the looks made and the rule. */
export function conclusion(verdict: Explained): string {
  const post = lastPost(verdict)
  const to = `监测时间点（${moment(verdict.point)}）`
  const from = verdict.coveredFrom ? dayText(verdict.coveredFrom) : ''
  switch (verdict.reason) {
    case 'serviceClass':
      return '该账号属服务类，不适用内容更新时限。'
    case 'announcing':
      return '该账号处于关停公告期，不参加本次评价。'
    case 'shut':
      return '该账号已关停，不参加本次评价。'
    case 'newAccount':
      return `该账号 ${verdict.openedOn ?? ''} 开设，未满规定天数，不参加本次评价。`
    case 'recentPost':
      return `${post}，距监测时间点 ${verdict.days ?? 0} 天。`
    case 'silentSincePost':
      return `${post}，此后至${to}未发现更新，共 ${verdict.days ?? 0} 天。`
    case 'silentSinceLook':
      return `自 ${from} 起至${to}未发现更新${verdict.lastPostAt ? `；此前已知的${post}` : ''}。`
    case 'noPostYet':
      return `该账号 ${verdict.openedOn ?? ''} 开设，至${to}尚未发现更新。`
    case 'neverPosted':
      return `该账号 ${verdict.openedOn ?? ''} 开设，自开设起至${to}从未发现更新。`
    case 'notLooked':
      return `没有能查到全部内容的采集来源，不能判断是否更新${known(verdict)}。`
    case 'lookTooOld':
      return `最近一次成功采集未覆盖${to}，不能判断是否更新${known(verdict)}。`
    case 'lookTooShort':
      return `自 ${from} 起的连续采集不足以证明未更新${known(verdict)}。`
    case 'doubted':
      return `另有来源发现了统计表未计入的内容，该表不能作为未更新的依据${known(verdict)}。`
  }
}

function lastPost(verdict: Explained): string {
  if (!verdict.lastPostAt) return '未发现更新'
  return `最后一次更新为 ${dayOf(verdict.lastPostAt)}${verdict.lastPostTitle ? `《${verdict.lastPostTitle}》` : ''}`
}

function known(verdict: Explained): string {
  return verdict.lastPostAt ? `；已知${lastPost(verdict)}` : ''
}

/** 'YYYY-MM-DD' of Shanghai. */
function dayText(instant: Date): string {
  return dayOf(instant)
}

/** A point that ends a day is written as that day's 24:00, any other with its minutes. */
function moment(point: Date): string {
  const time = new Date(point.getTime() + 8 * 3_600_000).toISOString()
  return time.slice(11, 16) === '00:00' ? `${dayOf(new Date(point.getTime() - 1))} 24:00` : `${time.slice(0, 10)} ${time.slice(11, 16)}`
}
