import { z } from 'zod'
import { actionNames } from './actions'

/** A line of the anchor file. */
export const anchorLine = z.strictObject({
  database: z.number().int(),
  seq: z.number().int(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.iso.datetime(),
  key: z.string(),
  hmac: z.string(),
})
export type Anchor = z.infer<typeof anchorLine>

/** A line of an archive file: the row as it was hashed. */
export const archiveLine = z.strictObject({
  seq: z.number().int(),
  text: z.string(),
  prevHash: z.string().regex(/^([0-9a-f]{64})?$/),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
})
export type ArchiveLine = z.infer<typeof archiveLine>

const text = z.string().trim().min(1).max(200)
const day = z.iso.date('请填写真实的日期，如 2026-09-30。')

/** What of the audit is asked for. */
export const auditFilter = z.strictObject({
  /** A name, a user name, an id, or the name of a job. */
  person: text.optional(),
  action: z.enum(actionNames).optional(),
  subjectType: text.optional(),
  subjectId: text.optional(),
  /** Part of a unit's name, or its id. */
  unit: text.optional(),
  /** Shanghai days, both included. */
  from: day.optional(),
  to: day.optional(),
  outcome: z.enum(['done', 'refused']).optional(),
  ip: text.optional(),
})
export type AuditFilter = z.infer<typeof auditFilter>

const edge = z.number().int().positive()

export const listAuditInput = auditFilter.extend({
  /** Rows older than this number; or, with `before`, newer ones. */
  after: edge.optional(),
  before: edge.optional(),
  limit: z.number().int().min(1).max(200).default(50),
})
export type ListAuditInput = z.output<typeof listAuditInput>

export const getAuditInput = z.strictObject({ seq: edge })
export type GetAuditInput = z.infer<typeof getAuditInput>

export const exportAuditInput = auditFilter
export type ExportAuditInput = AuditFilter
