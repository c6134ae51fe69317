import { type Day, daysBetween } from '~/domain/calendar/day'

export const custodyEventKinds = ['recorded', 'proof', 'handover', 'lost', 'step', 'recovered'] as const
export type CustodyEventKind = (typeof custodyEventKinds)[number]

/** 失去管理权限: what is tried before an account is given up, in the order it is tried. */
export const lostSteps = ['service', 'letter', 'subject', 'office', 'refusal'] as const
export type LostStep = (typeof lostSteps)[number]

export const proofWays = ['signIn', 'post', 'screenshot', 'onSite'] as const
export type ProofWay = (typeof proofWays)[number]

/** How it stands with an account's custody: nobody entered, access lost, proof too old, or in order. */
export const custodyStates = ['none', 'lost', 'old', 'fresh'] as const
export type CustodyState = (typeof custodyStates)[number]

/** A proof of access holds for as many days as policy says (custody.proof). */
export function custodyState(custody: { provenOn: Day | null; lostOn: Day | null } | null, today: Day, days: number): CustodyState {
  if (!custody) return 'none'
  if (custody.lostOn) return 'lost'
  return custody.provenOn === null || daysBetween(custody.provenOn, today) > days ? 'old' : 'fresh'
}

const named =
  /(?:密\s*码|口\s*令|验\s*证\s*码|密\s*钥|pass\s*word|passwd|pwd|secret|token|pin)\s*(?:[:：=]|是|为|改为|改成|设为)?\s*[^\s，。；、,;（(）)\u4e00-\u9fff]{4,}/iu

/**
 * Whether a text gives a secret away: a word for one with something after it, or a token as passwords look. A secret has no place in the
 * registry (国办发〔2018〕123号 四(三), 账号安全).
 */
export function looksSecret(text: string): boolean {
  const plain = text.normalize('NFKC')
  return named.test(plain) || plain.split(/[\s，。；、,;：:（()）"“”]+/).some(isPasswordLike)
}

/** Eight signs or more of three sorts in one piece, and no address. */
function isPasswordLike(piece: string): boolean {
  if (piece.length < 8 || piece.length > 64 || /^https?|^www\.|@[\w-]+\.\w|\.(?:com|cn|gov|org|net|pdf|docx?|png|jpe?g)\b/i.test(piece))
    return false
  if (!/^[\x21-\x7e]+$/.test(piece)) return false
  const sorts = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9_\-./]/]
  return sorts.filter((sort) => sort.test(piece)).length >= 3
}
