import { AlignmentType, type FileChild, Header, Paragraph } from 'docx'
import { numbered, writeDocx } from '~/infra/paper/document.server'
import { attachmentLine, blank, body, flushLeft, grid, page, run, signed, size, titled } from '~/infra/paper/layout.server'
import { type Column, ruled } from '~/infra/paper/table.server'
import type { FailingAccount, Figures } from '../bulletin'
import { percentText, problemLabels } from '../bulletin'
import type { Part } from '../figures'
import { type Annex, type BulletinText, composeText } from '../text'

/**
 * A bulletin as a Word document in the layout of GB/T 9704-2012, without 版头 (普通材料). The same figures give the same bytes.
 * @param drafted the instant the document properties carry
 */
export async function renderDocx(figures: Figures, failing: readonly FailingAccount[], drafted: Date): Promise<Buffer> {
  const text = composeText(figures, failing)
  return writeDocx(text.title.join(''), drafted, [
    {
      properties: { page: { size: page.size, margin: page.margin }, grid },
      headers: { default: marked(text.marks), even: marked(text.marks) },
      footers: { default: numbered('odd'), even: numbered('even') },
      children: letter(text),
    },
    {
      properties: { page: { size: page.size, margin: page.margin } },
      children: [...text.annexes.flatMap((annex) => annexPages(annex, figures, failing))],
    },
  ])
}

function letter(text: BulletinText): Paragraph[] {
  return [
    ...titled(text.title),
    blank(),
    flushLeft(text.addressee),
    body([run(text.preamble)]),
    ...text.sections.flatMap((section) => [
      body([run(section.heading, 'heading')]),
      ...section.paragraphs.map((paragraph) => body([...(paragraph.lead ? [run(paragraph.lead, 'lead')] : []), run(paragraph.text)])),
    ]),
    blank(),
    ...text.annexes.map((annex, i) => attachmentLine(i === 0 ? '附件：' : '', text.annexes.length > 1 ? String(i + 1) : '', annex.title)),
    blank(),
    ...signed(text.signature, text.date),
    body([run(text.note)]),
  ]
}

function annexPages(annex: Annex, figures: Figures, failing: readonly FailingAccount[]): FileChild[] {
  const head = [flushLeft(annex.label, 'heading', { pageBreakBefore: true, keepNext: true }), blank(), ...titled([annex.title]), blank()]
  return annex.kind === 'failing' ? [...head, ...failingTables(failing)] : [...head, ...statistics(figures)]
}

const failingColumns: Column[] = [
  { title: '序号', share: 6 },
  { title: '新媒体类型', share: 16 },
  { title: '新媒体名称', share: 20, align: 'left' },
  { title: '责任单位', share: 24, align: 'left' },
  { title: '问题类别', share: 18, align: 'left' },
  { title: '检查时更新日期', share: 16 },
]

/** Confirmed accounts first; proposed ones stand apart under their own heading until a registrar has decided. */
function failingTables(failing: readonly FailingAccount[]): FileChild[] {
  const confirmed = failing.filter((account) => account.state === 'confirmed')
  const proposed = failing.filter((account) => account.state === 'proposed')
  return [
    ...(confirmed.length > 0
      ? [...(proposed.length > 0 ? [flushLeft('一、已确认', 'heading', { keepNext: true })] : []), failingTable(confirmed)]
      : []),
    ...(proposed.length > 0
      ? [
          flushLeft(`${confirmed.length > 0 ? '二、' : ''}待确认（系统判定，尚未经备案管理员核实）`, 'heading', { keepNext: true }),
          failingTable(proposed),
        ]
      : []),
  ]
}

function failingTable(accounts: readonly FailingAccount[]): FileChild {
  return ruled(
    failingColumns,
    accounts.map((account, i) => [
      String(i + 1),
      account.platformName,
      account.accountName,
      account.unitName,
      problemLabels[account.level] ?? '',
      lastUpdate(account),
    ]),
  )
}

function lastUpdate({ lastPostOn, silentSince }: FailingAccount): string {
  if (lastPostOn) return lastPostOn
  return silentSince ? `${silentSince}起未见更新` : '无更新记录'
}

const mostUnits = 300

function statistics(figures: Figures): FileChild[] {
  const rates = figures.previous?.unitRates
  const tables: [string, string, Part[], Record<string, number | null> | undefined][] = [
    [...unitParts(figures), rates],
    ['按开设主体层级', '层级', figures.byTier, undefined],
    ['按类型', '类型', figures.byGroup, undefined],
    ['按平台', '平台', figures.byPlatform, undefined],
  ]
  return tables.flatMap(([caption, noun, parts, before], i) => [
    ...(i > 0 ? [blank()] : []),
    flushLeft(caption, 'heading', { keepNext: true }),
    partTable(noun, parts, figures, before),
  ])
}

/** Paper carries a few hundred units; beyond that only those with failing accounts, and the workbook has them all. */
function unitParts({ byUnit }: Figures): [string, string, Part[]] {
  const counted = byUnit.filter((part) => part.total > 0)
  if (counted.length <= mostUnits) return ['按单位', '单位', counted]
  const failing = counted.filter((part) => part.unqualified > 0).slice(0, mostUnits)
  return [`按单位（共${counted.length}个单位，只列有不合格账号的${failing.length}个，全部见附表）`, '单位', failing]
}

function partTable(noun: string, parts: readonly Part[], figures: Figures, before: Record<string, number | null> | undefined): FileChild {
  const columns: Column[] = [
    { title: '序号', share: 8 },
    { title: noun, share: 36, align: 'left' },
    { title: '账号数', share: 13 },
    { title: '检查数', share: 13 },
    { title: '不合格数', share: 14 },
    { title: '合格率', share: 14 },
    ...(before ? [{ title: '上期合格率', share: 16 }] : []),
  ]
  const line = (part: Part, number: string, last: number | null) => [
    number,
    part.name,
    String(part.total),
    String(part.checked),
    String(part.unqualified),
    percentText(part.rate, figures.decimals),
    percentText(last, figures.decimals),
  ]
  const failed = figures.unqualified.confirmed + figures.unqualified.proposed
  const whole: Part = { key: '', name: '合计', total: figures.total, checked: figures.checked, unqualified: failed, rate: figures.rate }
  return ruled(columns, [
    ...parts.map((part, i) => line(part, String(i + 1), before?.[part.key] ?? null)),
    line(whole, '', figures.previous?.rate ?? null),
  ])
}

function marked(marks: readonly string[]): Header {
  return new Header({
    children: [new Paragraph({ alignment: AlignmentType.LEFT, children: [run(marks.join('　'), 'heading', { size: size.small })] })],
  })
}
