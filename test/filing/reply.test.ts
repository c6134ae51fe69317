import { expect, test } from 'vitest'
import { announceEnding } from '~/domain/filing/announce.server'
import { completeFiling } from '~/domain/filing/complete.server'
import { decideFiling } from '~/domain/filing/decide.server'
import { getReply } from '~/domain/filing/reply/file.server'
import { composeReply, type ReplyFacts } from '~/domain/filing/reply/reply'
import { reportOpened } from '~/domain/filing/report-opened.server'
import { saveDraft } from '~/domain/filing/save-draft.server'
import { submitFiling } from '~/domain/filing/submit.server'
import { aPrefecture, aProof, aSubmittedOpening, later } from '../support/filing'
import { readPdf } from '../support/pdf'
import { anAccount, aSlot } from '../support/registry'
import { aWorld, type World } from '../support/world'
import { entries } from '../support/zip'

type People = Awaited<ReturnType<typeof aPrefecture>>
const origin = 'https://zhangben.example.gov.cn'

async function anApproved(people: People, fields: Record<string, string> = {}) {
  const { id } = await aSubmittedOpening(people, fields)
  await decideFiling(people.countyRegistrar, { id, decision: 'pass' })
  await decideFiling(people.prefectureRegistrar, { id, decision: 'pass' })
  return id
}

async function wordsOf(world: World, id: string): Promise<string> {
  const { bytes } = await getReply(world.ctx(), { id, format: 'docx' }, origin)
  const document = (await entries(bytes)).get('word/document.xml') ?? ''
  return [...document.matchAll(/<w:t(?: [^>]*)?>(.*?)<\/w:t>/gs)].map(([, text]) => text).join('')
}

test('the reply to an approved opening carries numbers, names, days, conditions, the office, and where to check it', async () => {
  await using world = await aWorld()
  const people = await aPrefecture(world)
  const id = await anApproved(people)
  const { name, type, bytes } = await getReply(people.reporter, { id, format: 'pdf' }, origin)
  expect({ name, type }).toEqual({ name: '政务新媒体备案回执（623000-2026-0001）.pdf', type: 'application/pdf' })
  const pdf = readPdf(bytes)
  expect(pdf.pages).toBe(1)
  const words = await wordsOf(world, id)
  const wanted = ['开〔2026〕623001-0001', '623000-2026-0001', '合作市教育局', '新浪微博', '合作教育', '2026年11月22日', '2026年12月22日']
  for (const each of [...wanted, '不因节假日顺延', '甘南藏族自治州人民政府办公室', `${origin}/v/623000-2026-0001`]) {
    expect(words).toContain(each)
    for (const letter of each) expect(pdf.text).toContain(letter)
  }
  expect(words).not.toMatch(/8212345|13909411004/)
})

test('the same filing gives the same bytes, as Word and as PDF', async () => {
  await using world = await aWorld()
  const people = await aPrefecture(world)
  const id = await anApproved(people)
  for (const format of ['docx', 'pdf'] as const) {
    const [one, two] = [await getReply(world.ctx(), { id, format }, origin), await getReply(world.ctx(), { id, format }, origin)]
    expect(one.bytes.equals(two.bytes)).toBe(true)
  }
})

test('the mark on a Word reply is one picture, which says where it leads', async () => {
  await using world = await aWorld()
  const people = await aPrefecture(world)
  const id = await anApproved(people)
  const { bytes } = await getReply(world.ctx(), { id, format: 'docx' }, origin)
  const parts = await entries(bytes)
  expect([...parts.keys()].filter((part) => part.endsWith('.png'))).toHaveLength(1)
  expect(parts.get('word/document.xml')).toContain(`descr="扫码或访问 ${origin}/v/623000-2026-0001 核对备案号"`)
})

test('a letter no font here has is marked, and the page sends to the Word file, which has it', async () => {
  await using world = await aWorld()
  const people = await aPrefecture(world)
  const id = await anApproved(people, { name: '合作教育བོད' })
  const { text } = readPdf((await getReply(world.ctx(), { id, format: 'pdf' }, origin)).bytes)
  for (const letter of '合作教育〓以版为准') expect(text).toContain(letter)
  expect(await wordsOf(world, id)).toContain('合作教育བོད')
})

test('there is no reply before the approval, nor to a refusal, nor for who does not see the filing', async () => {
  await using world = await aWorld()
  const people = await aPrefecture(world)
  const { id } = await aSubmittedOpening(people)
  const ask = (ctx = people.reporter) => getReply(ctx, { id, format: 'docx' }, origin)
  await expect(ask()).rejects.toMatchObject({ code: 'reply.early', message: expect.stringContaining('已提交') })
  await decideFiling(people.countyRegistrar, { id, decision: 'reject', reasonCode: 'need.unclear', letter: '必要性不足。' })
  await expect(ask()).rejects.toMatchObject({ code: 'reply.early' })
  await expect(ask(world.ctx({ scope: { path: '/elsewhere/' } }))).rejects.toMatchObject({ code: 'not-found' })
})

test('registered, changed and shut: each has its own paper, with what changed and how certain the announcement’s end is', async () => {
  await using world = await aWorld()
  const people = await aPrefecture(world)
  const id = await anApproved(people)
  await aProof(people.reporter, id, 'screenshot', '2026-11-22')
  await reportOpened(people.reporter, { id, platformAccountId: '5678901234', certifiedSubject: '合作市教育局', openedOn: '2026-11-22' })
  await completeFiling(people.prefectureRegistrar, { id })
  expect(await wordsOf(world, id)).toContain('5678901234')

  const account = await anAccount(world, { unitId: people.bureau.id, platform: 'douyin', name: '合作教育视频' })
  await aSlot(world, account.id)
  const { id: change } = await saveDraft(people.reporter, {
    ...{
      kind: 'change',
      accountId: account.id,
      fields: { reason: '换人', contactName: '扎西', contactPhone: '13909411004', operatorKind: 'self' },
    },
  })
  await submitFiling(people.leader, { id: change })
  const changed = await wordsOf(world, change)
  expect(changed).toContain('变更运维方式（空） → 自行运维')
  expect(changed).toContain('合作市人民政府办公室')
  expect(changed).not.toMatch(/13909411004|扎西|\/v\//)

  const { id: shutdown } = await saveDraft(people.reporter, {
    ...{ kind: 'shutdown', accountId: account.id, fields: { reason: '整合', successor: '合作发布', decision: '局务会研究' } },
  })
  await submitFiling(people.leader, { id: shutdown })
  await decideFiling(people.countyRegistrar, { id: shutdown, decision: 'pass' })
  const on = (day: string) => later(world, people.prefectureRegistrar, new Date(`${day}T02:00:00Z`))
  await decideFiling(people.prefectureRegistrar, { id: shutdown, decision: 'pass' })
  const announced = later(world, people.reporter, new Date('2026-12-28T02:00:00Z'))
  await aProof(announced, shutdown, 'announcement', '2026-12-28')
  const { until } = await announceEnding(announced, { id: shutdown, announcedOn: '2026-12-28' })
  await aProof(later(world, people.reporter, new Date('2027-02-20T02:00:00Z')), shutdown, 'archive', '2027-01-10')
  await completeFiling(on('2027-02-20'), { id: shutdown })
  expect(until > '2027-01-01').toBe(true)
  expect(await wordsOf(world, shutdown)).toContain('工作日，按普通工作日估算')
})

test('an exception, an app and a cancelled account have their own conditions', () => {
  const facts: ReplyFacts = {
    ...{
      kind: 'open',
      state: 'approved',
      number: '开〔2026〕623001-0001',
      filingNo: '623000-2026-0001',
      unit: '合作市教育局',
      platform: '移动客户端',
    },
    ...{ account: '合作教育', submittedOn: '2026-11-20', approvedOn: '2026-11-22', closedOn: null, openBy: '2026-12-22', announced: null },
    ...{ watchUntil: null, exception: { documentNo: '州政办函〔2026〕1号', endsOn: '2027-01-31' }, platformAccountId: null, isApp: true },
    ...{ certifiedSubject: null, openedOn: null, appFilingNo: null, target: null, successor: null, changes: {}, reference: null },
    ...{ office: '甘南藏族自治州人民政府办公室', address: null },
  }
  const approved = composeReply(facts)
  expect(approved.conditions.join()).toMatch(/州政办函〔2026〕1号.*2027年1月31日/)
  expect(approved.conditions.join()).toContain('网信部门')
  const cancelled = composeReply({ ...facts, kind: 'cancel', state: 'registered', closedOn: '2026-12-01', watchUntil: '2027-06-01' })
  expect(cancelled.title).toBe('政务新媒体注销备案回执')
  expect(cancelled.conditions.join()).toContain('2027年6月1日')
})
