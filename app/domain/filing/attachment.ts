import type { FilingKind } from './filing'

/** What a file of a filing proves. */
export const purposes = [
  'signed-form',
  'plan',
  'commitment',
  'contract',
  'screenshot',
  'announcement',
  'archive',
  'cancellation',
  'national-closing',
  'other',
] as const
export type Purpose = (typeof purposes)[number]

export const purposeLabels: Record<Purpose, string> = {
  'signed-form': '负责人签字的备案表',
  plan: '实施方案',
  commitment: '安全承诺书',
  contract: '代运营协议、保密协议',
  screenshot: '账号主页截图',
  announcement: '向社会公告的截图',
  archive: '内容归档证明',
  cancellation: '平台注销证明',
  'national-closing': '全国报送系统关停记录',
  other: '其他材料',
}

/** Proofs that carry the day they speak of. */
export const datedPurposes: readonly Purpose[] = ['announcement', 'archive', 'cancellation', 'national-closing', 'screenshot']

/** What must be there before a filing is closed. `announced`: the change touches the name or the organiser (R6). */
export function proofsToComplete(kind: FilingKind, { announced, accessLost }: { announced: boolean; accessLost: boolean }): Purpose[] {
  if (kind === 'open') return ['screenshot']
  if (kind === 'change') return announced ? ['announcement'] : []
  if (kind === 'cancel') return accessLost ? ['national-closing'] : ['cancellation', 'national-closing']
  return ['announcement', 'archive']
}

export const attachmentRules = { bytes: 20_000_000, perFiling: 30 }

/** What may be attached, by the bytes a file begins with; a program named .pdf is none of these. */
export const fileTypes = [
  { type: 'application/pdf', extension: 'pdf', magic: [[0x25, 0x50, 0x44, 0x46, 0x2d]] },
  { type: 'image/png', extension: 'png', magic: [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]] },
  { type: 'image/jpeg', extension: 'jpg', magic: [[0xff, 0xd8, 0xff]] },
] as const

export type FileType = (typeof fileTypes)[number]

/** The type of a file by its content; null when it is none that may be attached. */
export function typeOfContent(bytes: Uint8Array): FileType | null {
  return fileTypes.find(({ magic }) => magic.some((start) => start.every((byte, at) => bytes[at] === byte))) ?? null
}
