/** What a check of the audit can find. */
export const flaws = {
  edited: '内容与写入时不一致',
  missing: '缺失',
  link: '与前一条接不上',
  outside: '不在应有的序号范围内',
  archiveGap: '归档记录不连续',
  archiveUnrecorded: '归档没有留下记录',
  archiveFile: '归档文件与登记不符',
  anchorDiffers: '与锚点所记不一致',
  anchorGone: '锚点记过，现已不存在',
  anchorForged: '锚点的签名不对',
  anchorDamaged: '锚点文件中有无法读取的行',
} as const satisfies Record<string, string>
export type FlawKind = keyof typeof flaws

export interface Flaw {
  kind: FlawKind
  /** The first row concerned; null where a line of the anchor file names none. */
  seq: number | null
}

/** What was compared with the anchors. */
export interface AnchorProof {
  file: string
  /** Anchors of this database whose row was compared. */
  compared: number
  /** Anchors whose row has been archived since. */
  covered: number
  /** Of these, signed with a key that this installation does not have: compared all the same. */
  unverified: number
  /** Lines of other databases, left aside. */
  foreign: number
  /** The newest anchor of this database. */
  last: { seq: number; at: string } | null
}

/** The outcome of a check, with what was compared: a check that looked at nothing must not pass for one that found nothing. */
export interface Proof {
  ok: boolean
  /** Rows whose hash was computed anew and whose link was followed. */
  rows: number
  firstSeq: number | null
  lastSeq: number | null
  /** The lowest number of all flaws. */
  firstBad?: number
  /** The first of each kind. */
  flaws: Flaw[]
  anchor: AnchorProof
  /** Stretches that stand in archive files; each file is proved by itself. */
  archives: number
  /** Whether the database keeps the application from changing the audit. */
  protected: boolean
}

/** Keeps the first flaw of each kind. */
export function note(found: Flaw[], flaw: Flaw): void {
  const known = found.find(({ kind }) => kind === flaw.kind)
  if (!known) found.push(flaw)
  else if (flaw.seq !== null && (known.seq === null || flaw.seq < known.seq)) known.seq = flaw.seq
}

/** All of them, lowest first, and the lowest number where one has a number. */
export function sumUp(found: readonly Flaw[]): Pick<Proof, 'ok' | 'firstBad' | 'flaws'> {
  const flaws = [...found].sort((a, b) => (a.seq ?? Number.POSITIVE_INFINITY) - (b.seq ?? Number.POSITIVE_INFINITY))
  const firstBad = flaws[0]?.seq ?? null
  return { ok: flaws.length === 0, ...(firstBad !== null && { firstBad }), flaws }
}

export function flawSentence({ kind, seq }: Flaw): string {
  return seq === null ? `${flaws[kind]}。` : `第 ${seq} 条：${flaws[kind]}。`
}
