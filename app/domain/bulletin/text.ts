import { bulletinGroupLabels, bulletinGroups } from '~/domain/account/account'
import { dayLabel, windowLabel } from '~/domain/calendar/window'
import { bulletinTitle, type FailingAccount, type Figures, percentText, pointsText, regionWords } from './bulletin'
import { exactQuarter } from './window'

/** A paragraph of the body; `lead` is its run-in heading （一）…, set in 楷体. */
export interface Paragraph {
  lead?: string
  text: string
}

export interface Section {
  heading: string
  paragraphs: Paragraph[]
}

/** The words of a bulletin in document order, before any layout. Only sentences the figures carry: no data, no sentence. */
export interface BulletinText {
  /** 草案 and demo marks, for the head of every page. */
  marks: string[]
  /** The title broken into lines as it is printed. */
  title: string[]
  addressee: string
  preamble: string
  sections: Section[]
  annexes: Annex[]
  signature: string
  date: string
  note: string
}

export interface Annex {
  kind: 'failing' | 'statistics'
  /** 附件1, or 附件 where it is the only one. */
  label: string
  title: string
}

const basis =
  '《国务院办公厅关于推进政务新媒体健康有序发展的意见》（国办发〔2018〕123号）、' +
  '《国务院办公厅秘书局关于印发政府网站与政务新媒体检查指标、监管工作年度考核指标的通知》（国办秘函〔2019〕19号）'

const numerals = ['一', '二', '三', '四', '五', '六']
const named = 5

/** Composes the bulletin after the usual skeleton: 总体情况, 存在的主要问题, 下一步工作要求. */
export function composeText(figures: Figures, failing: readonly FailingAccount[]): BulletinText {
  const region = regionWords(figures.office)
  const annexes = annexesOf(figures, failing)
  const { from, to } = figures.window
  return {
    marks: ['草案', ...(figures.demo ? ['演示数据，并非真实情况'] : [])],
    title: titleLines(figures),
    addressee: region.addressee,
    preamble: `根据${basis}要求，${region.office}对${dayLabel(from)}至${dayLabel(to)}${region.all}政务新媒体运行情况进行了检查，现将有关情况通报如下：`,
    sections: [
      { heading: '一、总体情况', paragraphs: overall(figures, annexes).map((text) => ({ text })) },
      ...problems(figures, failing, annexes),
      requirements(figures),
    ].map((section, i) => ({ ...section, heading: `${numerals[i]}、${section.heading.slice(2)}` })),
    annexes,
    signature: figures.office.name ?? '',
    date: dayLabel(figures.draftedOn),
    note: '（草案，未经签发，不得对外发布）',
  }
}

/** The title of GB/T 9704-2012 7.3.1 is broken where the sense is: the office, the subject, its last words. */
function titleLines({ office, window }: Figures): string[] {
  const name = office.name ?? ''
  const rest = bulletinTitle(office, window).slice(name.length)
  const subject = rest.replace(/运行情况的通报$/, '')
  return [...(name ? [name] : []), subject, '运行情况的通报']
}

function annexesOf(figures: Figures, failing: readonly FailingAccount[]): Annex[] {
  const label = windowLabel(figures.window)
  const list: Omit<Annex, 'label'>[] = []
  if (failing.length > 0) list.push({ kind: 'failing', title: `${label}不合格政务新媒体名单` })
  list.push({ kind: 'statistics', title: `${label}政务新媒体检查情况统计表` })
  return list.map((annex, i) => ({ ...annex, label: list.length === 1 ? '附件' : `附件${i + 1}` }))
}

function overall(figures: Figures, annexes: Annex[]): string[] {
  return [registered(figures), checked(figures, annexes), activity(figures), followUp(figures)].filter((text) => text !== '')
}

function registered(figures: Figures): string {
  const region = regionWords(figures.office)
  const tiers = figures.byTier.filter((part) => part.total > 0).map((part) => `${part.name}单位${part.total}个`)
  const types = figures.byGroup.filter((part) => part.total > 0).map((part) => `${typeName(part.key, part.name)}${part.total}个`)
  const { opened, changed, ceased, startUnknown } = figures.changes
  const moves = [opened > 0 && `新增${opened}个`, changed > 0 && `变更${changed}个`, ceased > 0 && `关停注销${ceased}个`].filter(
    (move) => move !== false,
  )
  const period = exactQuarter(figures.window) ? '本季度' : '本时段'
  return sentences([
    `截至${dayLabel(figures.window.to)}，${region.all}共备案政务新媒体账号${figures.total}个`,
    tiers.length > 1 && `按开设主体分，${tiers.join('，')}`,
    types.length > 1 && `按类型分，${types.join('，')}`,
    moves.length > 0 && `${period}${moves.join('、')}${opened > 0 && startUnknown > 0 ? `（另有${startUnknown}个账号开设日期不详）` : ''}`,
    figures.unfiled > 0 && `另发现未备案账号${figures.unfiled}个，不计入备案总数`,
  ])
}

function checked(figures: Figures, annexes: Annex[]): string {
  if (figures.checked === 0) return sentences([outside(figures) || '本期没有可供检查的账号', '不计算合格率'])
  const { confirmed, proposed } = figures.unqualified
  const failed = confirmed + proposed
  const list = annexes.find((annex) => annex.kind === 'failing')
  const found = failed === 0 ? '未发现不合格账号' : `发现不合格账号${failed}个${list ? `（${list.label}）` : ''}`
  const pending = proposed > 0 ? `，其中${proposed}个待确认` : ''
  const compared = [
    figures.previous?.points != null &&
      `较${exactQuarter(figures.window) ? '上季度' : '上期'}${pointsText(figures.previous.points, figures.decimals)}`,
    figures.lastYear?.points != null && `较上年同期${pointsText(figures.lastYear.points, figures.decimals)}`,
  ].filter((text) => text !== false)
  return sentences([
    `本次共检查账号${figures.checked}个，检查比例${percentText(figures.coverage, figures.decimals)}，${found}${pending}，合格率${percentText(figures.rate, figures.decimals)}${compared.map((text) => `，${text}`).join('')}`,
    outside(figures),
    figures.dismissed > 0 && `${figures.dismissed}个账号经核实不属于不合格情形，按合格计`,
  ])
}

function outside({ levels }: Figures): string {
  const parts = [
    levels.exempt > 0 && `${levels.exempt}个账号属服务类、处于关停公告期或开设不满14日，不纳入检查`,
    levels.unknown > 0 && `${levels.unknown}个账号因采集中断等原因无法判定，未计入检查数`,
  ].filter((part) => part !== false)
  return parts.join('；')
}

function activity({ posts, followers, levels }: Figures): string {
  const origin = [posts.counted > 0 && `${posts.counted}个账号逐条统计`, posts.stated > 0 && `${posts.stated}个账号据汇总填报`].filter(
    (part) => part !== false,
  )
  const limits = [
    posts.partial > 0 && `${posts.partial}个账号的采集未覆盖整个时段`,
    posts.unknown > 0 && `${posts.unknown}个账号发布数不详，未计入`,
  ].filter((part) => part !== false)
  return sentences([
    posts.total !== null && `检查时段内共发布信息${posts.total}条（${[...origin, ...limits].join('，')}）`,
    posts.originals !== null && posts.originals > 0 && `其中标明原创${posts.originals}条`,
    posts.silent > 0 && `${posts.silent}个账号整个时段没有发布信息`,
    followers.total !== null && `${followers.accounts}个账号填报粉丝（关注）数合计${followers.total}`,
    levels.reminder + levels.warning > 0 && `截至时段末，处于更新提醒状态的账号${levels.reminder}个，处于预警状态的账号${levels.warning}个`,
  ])
}

function followUp({ previous }: Figures): string {
  if (!previous || previous.unqualified === 0) return ''
  const still = previous.stillFailing > 0 ? `${previous.stillFailing}个本次仍不合格` : '本次均未再出现在不合格名单中'
  return sentences([`${previous.label}通报的${previous.unqualified}个不合格账号中，${still}`])
}

function problems(figures: Figures, failing: readonly FailingAccount[], annexes: Annex[]): Section[] {
  const { levels } = figures
  const list = annexes.find((annex) => annex.kind === 'failing')?.label ?? '附件'
  const kinds: [lead: string, text: string][] = []
  const dormant = failing.filter((account) => account.level === 'dormant')
  const stale = failing.filter((account) => account.level === 'zombie' || account.level === 'neverPosted')
  if (dormant.length > 0) kinds.push(['内容更新不及时', `${dormant.length}个账号监测时间点前2周内无更新${examples(dormant, list)}`])
  if (stale.length > 0) kinds.push(['长期不更新', `${staleWords(stale)}${examples(stale, list)}`])
  if (figures.unfiled > 0) kinds.push(['账号备案不到位', `发现${figures.unfiled}个账号未履行备案手续。`])
  if (levels.unknown > 0)
    kinds.push(['监测数据不完整', `${levels.unknown}个账号采集中断或未提供活动数据，运行状况无法判定，有关单位应及时补报。`])
  if (kinds.length === 0) return []
  return [{ heading: '二、存在的主要问题', paragraphs: kinds.map(([lead, text], i) => ({ lead: `（${numerals[i]}）${lead}。`, text })) }]
}

function staleWords(stale: readonly FailingAccount[]): string {
  const zombies = stale.filter((account) => account.level === 'zombie').length
  const empty = stale.length - zombies
  return [zombies > 0 && `${zombies}个账号超过3个月未更新`, empty > 0 && `${empty}个账号开通后从未更新`]
    .filter((part) => part !== false)
    .join('，')
}

/** Names a few confirmed accounts; nobody is named in the text before a registrar has confirmed it. */
function examples(accounts: readonly FailingAccount[], list: string): string {
  const confirmed = accounts.filter((account) => account.state === 'confirmed')
  const pending = accounts.length - confirmed.length
  if (confirmed.length === 0) return `（${list}），均待确认。`
  const names = confirmed.slice(0, named).map((account) => `${account.unitName}的“${account.accountName}”（${account.platformName}）`)
  const more = confirmed.length > named ? `等${confirmed.length}个` : ''
  return `（${list}），${pending > 0 ? '已确认的有' : '分别是'}${names.join('、')}${more}${pending > 0 ? `，另有${pending}个待确认` : ''}。`
}

function requirements(figures: Figures): Section {
  const { office } = regionWords(figures.office)
  const failed = figures.unqualified.confirmed + figures.unqualified.proposed > 0
  const paragraphs: [string, string][] = [
    [
      '压实管理责任',
      '各主办单位要落实专人负责政务新媒体运维，严格执行信息内容审核制度，确保正常更新；主管部门要切实履行监督管理责任，定期检查所管账号运行情况。',
    ],
    [
      '规范备案和注销程序',
      '开设、变更、关停、注销账号要及时履行备案手续；同一平台原则上只开设一个账号，对不符合运营规范、难以继续运营的账号，要按程序关停注销。',
    ],
    ['严格内容审核', '坚持分级分类审核、先审后发，严把政治关、法律关、政策关、保密关、文字关。'],
  ]
  if (failed) paragraphs.push(['抓好问题整改', `被通报的单位要认真分析原因，逐一整改到位，并将整改情况书面报送${office || '通报机关'}。`])
  return { heading: '三、下一步工作要求', paragraphs: paragraphs.map(([lead, text], i) => ({ lead: `（${numerals[i]}）${lead}。`, text })) }
}

function typeName(key: string, name: string): string {
  const known = bulletinGroups.find((group) => group === key)
  if (known === 'OTHER') return '其他类型账号'
  if (known === 'VIDEO' || known === 'WEIBO') return `${bulletinGroupLabels[known]}账号`
  return name
}

function sentences(list: (string | false)[]): string {
  return list.flatMap((text) => (text ? [`${text}。`] : [])).join('')
}
