import { z } from 'zod'
import { isInstantCursor } from '~/domain/calendar/cursor'
import { isDay } from '~/domain/calendar/day'
import { bulletinGroups, contentClasses } from './account'

export const getAccountInput = z.strictObject({ id: z.uuid() })
export type GetAccountInput = z.infer<typeof getAccountInput>

const line = z.string().trim().min(1).max(200)

export const savePlatformInput = z.strictObject({
  code: z.string().max(40),
  name: z.string().trim().min(1).max(40),
  /** The group of another platform, or the platform's own code to stand alone. */
  uniquenessGroup: z.string().trim().min(1).max(40),
  bulletinGroup: z.enum(bulletinGroups),
  defaultClass: z.enum(contentClasses),
  aliases: z.array(line).max(50),
  urlPatterns: z.array(line.refine(isPattern, '网址特征不是有效的正则表达式，请核对括号和反斜杠。')).max(20),
  active: z.boolean(),
})
export type SavePlatformInput = z.infer<typeof savePlatformInput>

/** A repetition of repetitions may take for ever on an address made for it; no address needs one. */
function isPattern(text: string): boolean {
  if (/\([^()]*[+*}][^()]*\)\s*[+*{]/.test(text)) return false
  try {
    return Boolean(new RegExp(text))
  } catch {
    return false
  }
}

export const addExceptionInput = z.strictObject({
  unitId: z.uuid(),
  /** Uniqueness group of the platform catalogue. */
  group: z.string().trim().min(1).max(40),
  /** The unfiled account that the exception lets stand; without it the next account of the unit and group takes it. */
  accountId: z.uuid().optional(),
  reason: z.string().trim().min(1).max(500),
  documentNo: z.string().trim().min(1).max(100),
  approverName: z.string().trim().min(1).max(60),
  /** The last day it holds. */
  endsOn: z.string().refine(isDay, '请填写 2026-12-31 这样的日期。'),
})
export type AddExceptionInput = z.infer<typeof addExceptionInput>

const hash = z.string().regex(/^[0-9a-f]{64}$/)

/** An uploaded sheet by the hash of its content. */
export const checkLedgerInput = z.strictObject({ fileHash: hash, fileName: z.string().trim().min(1).max(200) })
export type CheckLedgerInput = z.infer<typeof checkLedgerInput>

/** A page of a check's or import's report. */
export const ledgerReportInput = z.strictObject({
  reportId: hash,
  list: z.enum(['problems', 'notes', 'units']).default('problems'),
  /** How many entries to leave out. */
  after: z.int().min(0).default(0),
  limit: z.int().min(1).max(500).default(100),
})
export type LedgerReportInput = z.infer<typeof ledgerReportInput>

export const commitLedgerInput = z.strictObject({
  reportId: hash,
  acceptValid: z.boolean().default(false),
  /** Rows to record as 未备案 where their slot is taken. */
  unfiledRows: z.array(z.int().positive()).max(100_000).default([]),
})
export type CommitLedgerInput = z.infer<typeof commitLedgerInput>

export const rejectedSheetInput = z.strictObject({ reportId: hash })
export type RejectedSheetInput = z.infer<typeof rejectedSheetInput>

export const ledgerProgressInput = z.strictObject({ fileHash: hash })
export type LedgerProgressInput = z.infer<typeof ledgerProgressInput>

/** Imports, newest first; `before` is the cursor of the page above. */
export const listImportsInput = z.strictObject({
  before: z.string().refine(isInstantCursor).optional(),
  limit: z.int().min(1).max(100).default(20),
})
export type ListImportsInput = z.infer<typeof listImportsInput>

export const takeBackImportInput = z.strictObject({ importId: z.uuid(), reason: z.string().trim().min(1).max(500) })
export type TakeBackImportInput = z.infer<typeof takeBackImportInput>
