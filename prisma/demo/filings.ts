import { randomUUID } from 'node:crypto'
import type { Ctx, Role } from '~/domain/context'
import { createCtx } from '~/domain/context.server'
import { announceEnding } from '~/domain/filing/announce.server'
import { askSignature } from '~/domain/filing/ask-signature.server'
import { attachFile } from '~/domain/filing/attach.server'
import type { Purpose } from '~/domain/filing/attachment'
import { completeFiling } from '~/domain/filing/complete.server'
import { decideFiling } from '~/domain/filing/decide.server'
import type { FilingKind } from '~/domain/filing/filing'
import { lapseOverdue } from '~/domain/filing/lapse.server'
import { letterOf, type ReasonCode } from '~/domain/filing/reasons'
import { reportOpened } from '~/domain/filing/report-opened.server'
import { saveDraft } from '~/domain/filing/save-draft.server'
import { submitFiling } from '~/domain/filing/submit.server'
import { withdrawFiling } from '~/domain/filing/withdraw.server'
import { dayOf } from '~/domain/calendar/day'
import type { Files } from '~/infra/files.server'

type Fields = Record<string, string | string[]>

/** Who files for a unit, at a moment. */
interface Desk {
  reporter: Ctx
  leader: Ctx
  unitId: string
}

const day = 86_400_000
const pdf = Buffer.from('%PDF-1.4\n% 演示材料\n')
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkaPhfDwAEhQGAj0Hr6wAAAABJRU5ErkJggg==', 'base64')

/** Invented filings in every state, through the same verbs an office uses. Does nothing where filings are. @returns how many */
export async function demoFilings(ctx: Ctx, files: Files): Promise<number> {
  if ((await ctx.db.filing.count()) > 0) return 0
  const play = playOf(ctx, files)
  const { county, prefecture } = await play.offices()

  // The desk of the demo reporter: a draft, one for the leader, one sent back, one to open.
  const school = (ago: number) => play.desk('合作市教育局', ago)
  await play.draft(await school(1), 'douyin', { ...opening('合作教育'), purpose: '' })
  const asked = await play.draft(await school(1), 'weibo', opening('合作教育'))
  await askSignature((await school(1)).reporter, { id: asked })
  const returned = await play.submitted(await school(4), 'wechat_channels', opening('合作市创建文明城市专项行动'))
  await decideFiling(county(2), { id: returned, decision: 'return', ...letter('name.campaign', '合作市创建文明城市专项行动') })
  const toOpen = await play.submitted(await school(12), 'toutiao', opening('合作教育'))
  await decideFiling(county(10), { id: toOpen, decision: 'pass' })
  await decideFiling(prefecture(6), { id: toOpen, decision: 'pass' })

  // The desks of the offices: fresh, in review, overdue, corrected, waiting for confirmation.
  await play.submitted(await play.desk('合作市应急管理局', 1), 'weibo', opening('合作应急'))
  const above = await play.submitted(await play.desk('夏河县教育局', 6), 'douyin', opening('夏河教育'))
  await decideFiling(play.at('夏河县人民政府办公室', 3), { id: above, decision: 'pass', note: '名额、人员均已核对。' })
  await play.submitted(await play.desk('州民政局', 16), 'weibo', opening('甘南民政'))
  await play.submitted(await play.desk('州教育局', 2), 'weibo', { ...opening('甘南教育局小编说') })
  const corrected = await play.submitted(await play.desk('州财政局', 9), 'weibo', { ...opening('财政说'), editor: '待定' })
  await decideFiling(prefecture(7), { id: corrected, decision: 'return', ...letter('name.irregular', '财政说') })
  await play.resubmit(await play.desk('州财政局', 2), corrected, opening('甘南财政'))
  const opened = await play.submitted(await play.desk('州商务局', 15), 'douyin', opening('甘南商务'))
  await decideFiling(prefecture(12), { id: opened, decision: 'pass' })
  await play.opened(await play.desk('州商务局', 3), opened, '州商务局')

  // What is over.
  const live = await play.submitted(await play.desk('州医疗保障局', 40), 'douyin', opening('甘南医保'))
  await decideFiling(prefecture(36), { id: live, decision: 'pass' })
  await play.opened(await play.desk('州医疗保障局', 30), live, '州医疗保障局')
  await completeFiling(prefecture(28), { id: live })
  const refused = await play.submitted(await play.desk('州审计局', 20), 'kuaishou', opening('甘南审计局办公室'))
  await decideFiling(prefecture(18), { id: refused, decision: 'reject', ...letter('unit.internal', '甘南审计局办公室') })
  const withdrawn = await play.submitted(await play.desk('州信访局', 8), 'weibo', opening('甘南信访'))
  await withdrawFiling((await play.desk('州信访局', 7)).reporter, { id: withdrawn, reason: '名称待局务会再议。' })
  const unused = await play.submitted(await play.desk('州林业和草原局', 50), 'weibo', opening('甘南林草'))
  await decideFiling(prefecture(45), { id: unused, decision: 'pass' })
  await lapseOverdue(ctx)

  await accountFilings(play)
  return ctx.db.filing.count()
}

/** Filings about accounts that exist: a change to be announced, a shutdown being announced, a merger and a cancellation on their way. */
async function accountFilings(play: Play): Promise<void> {
  const { prefecture } = await play.offices()
  const culture = await play.desk('州文体广电和旅游局', 10)
  const renamed = await play.about(culture, 'change', 'xiaohongshu', {
    reason: '统一各平台名称',
    name: '甘南文旅发布',
    leader: '演示负责人',
  })
  await decideFiling(prefecture(6), { id: renamed, decision: 'pass' })
  const traffic = await play.desk('州交通运输局', 14)
  const shut = await play.about(traffic, 'shutdown', 'weibo', {
    ...{ reason: '关注度低，集中力量办好微信公众号', successor: '微信公众号“甘南交通”' },
    decision: '局党组会研究同意，主要负责人同意',
  })
  await decideFiling(prefecture(10), { id: shut, decision: 'pass' })
  const announcing = await play.desk('州交通运输局', 5)
  await play.proof(announcing.reporter, shut, 'announcement')
  await announceEnding(announcing.reporter, { id: shut, announcedOn: dayOf(announcing.reporter.now) })
  const police = await play.desk('州公安局', 3)
  const target = await play.accountOf(police, 'douyin')
  await play.about(police, 'merge', 'kuaishou', {
    reason: '内容与抖音号重复',
    targetAccountId: target,
    followers: '置顶公告，引导关注抖音号',
  })
  const fire = await play.desk('州消防救援支队', 4)
  await play.about(fire, 'cancel', 'toutiao', { reason: '原管理员离职，无法登录', accessLost: 'yes', accessLostHow: '三次向平台申诉未果' })
}

type Play = ReturnType<typeof playOf>

function playOf(base: Ctx, files: Files) {
  const { db } = base
  const people = new Map<string, string>()
  const unitOf = (name: string) =>
    db.unit.findFirstOrThrow({ where: { OR: [{ name }, { aliases: { some: { alias: name } } }], validTo: null } })
  const ctxOf = (unit: { id: string; path: string; name: string }, role: Role, name: string, ago: number): Ctx => {
    const id = people.get(unit.id + role) ?? randomUUID()
    people.set(unit.id + role, id)
    const actor = { kind: 'person', id, name, roles: [role], unitId: unit.id, demo: true } as const
    return createCtx({ db, pool: base.pool, actor, scope: { path: unit.path }, now: new Date(base.now.getTime() - ago * day) })
  }
  const units = new Map<string, Awaited<ReturnType<typeof unitOf>>>()
  const known = async (name: string) => units.get(name) ?? units.set(name, await unitOf(name)).get(name) ?? unitOf(name)
  const at = (name: string, ago: number) => {
    const unit = units.get(name)
    if (!unit) throw new Error(`no unit ${name}`)
    return ctxOf(unit, 'registrar', '演示经办人', ago)
  }
  const desk = async (name: string, ago: number): Promise<Desk> => {
    const unit = await known(name)
    return {
      reporter: ctxOf(unit, 'reporter', '演示填报员', ago),
      leader: ctxOf(unit, 'unitLeader', '演示分管负责人', ago),
      unitId: unit.id,
    }
  }
  const proof = async (ctx: Ctx, id: string, purpose: Purpose) => {
    const image = purpose === 'screenshot' || purpose === 'announcement'
    const fileHash = await files.put(image ? png : pdf)
    await attachFile(ctx, files, { id, purpose, fileHash, fileName: image ? '演示截图.png' : '演示材料.pdf', provenOn: dayOf(ctx.now) })
  }
  const draft = async ({ reporter, unitId }: Desk, platformCode: string, fields: Fields) =>
    (await saveDraft(reporter, { kind: 'open', unitId, platformCode, fields })).id
  const accountOf = async ({ unitId }: Desk, platformCode: string) =>
    (await db.account.findFirstOrThrow({ where: { unitId, platformCode, voidedAt: null, standing: 'REGISTERED' }, select: { id: true } }))
      .id
  return {
    ...{ at, desk, draft, proof, accountOf },
    async offices() {
      await known('合作市人民政府办公室')
      await known('夏河县人民政府办公室')
      await known('州政府办公室')
      return { county: (ago: number) => at('合作市人民政府办公室', ago), prefecture: (ago: number) => at('州政府办公室', ago) }
    },
    async submitted(who: Desk, platformCode: string, fields: Fields) {
      const id = await draft(who, platformCode, fields)
      await submitFiling(who.leader, { id })
      return id
    },
    async resubmit(who: Desk, id: string, fields: Fields) {
      await saveDraft(who.reporter, { id, kind: 'open', fields })
      await submitFiling(who.leader, { id })
    },
    async opened(who: Desk, id: string, certifiedSubject: string) {
      await proof(who.reporter, id, 'screenshot')
      const platformAccountId = `demo_${id.slice(0, 8)}`
      await reportOpened(who.reporter, {
        id,
        platformAccountId,
        certifiedSubject,
        openedOn: dayOf(who.reporter.now),
        url: `https://demo.invalid/${platformAccountId}`,
      })
    },
    async about(who: Desk, kind: Exclude<FilingKind, 'open'>, platformCode: string, fields: Fields) {
      const { id } = await saveDraft(who.reporter, { kind, accountId: await accountOf(who, platformCode), fields })
      await submitFiling(who.leader, { id })
      return id
    },
  }
}

function opening(name: string): Fields {
  return {
    ...{
      name,
      contentClass: 'PUBLISH',
      purpose: '发布本单位政务信息，解读政策，回应关切。',
      leader: '演示负责人',
      leaderPhone: '0941-8210000',
    },
    ...{ editor: '演示编辑', editorPhone: '0941-8210001', interactions: ['comment', 'message'], operatorKind: 'self', commitment: 'yes' },
    ...{ plan: '每周至少更新两次，初审、复审、终审后发布。', reviewers: '演示编辑、演示科长、演示负责人' },
  }
}

function letter(reasonCode: ReasonCode, account: string) {
  return { reasonCode, letter: letterOf(reasonCode, { account, kind: '开设' }) }
}
