import { z } from 'zod'
import { isDay } from '~/domain/calendar/day'
import { errorKinds } from './collect-error'
import { sourceStates } from './source'
import { collectedKinds, kindFacts, type SourceField, type SourceKind, sourceKinds } from './kind'

const address = z.url({ protocol: /^https?$/, error: '请填写以 http:// 或 https:// 开头的完整地址。' }).max(2_000)
/** Values by the names that some kind asks for; no others. */
function named(fields: 'config' | 'secrets', longest: number) {
  const names = new Set(collectedKinds.flatMap((one) => kindFacts[one][fields].map(({ name }) => name)))
  const isKnown = (given: Record<string, string>) => Object.keys(given).every((name) => names.has(name))
  return z.record(z.string(), z.string().trim().max(longest)).refine(isKnown, '有不认识的填写项。')
}

const configValues = named('config', 500)
const secretValues = named('secrets', 4_000)
const kind = z.enum(collectedKinds as [SourceKind, ...SourceKind[]], '请选择采集方式。')

const settings = {
  kind,
  url: address.optional(),
  config: configValues.default({}),
  /** True for the unit's own list, false for a bridge or an aggregator: only the first may prove silence. Counts for kinds that leave it open. */
  seesAllPosts: z.boolean().default(false),
  /** An authorisation that is kept already … */
  credentialId: z.uuid().optional(),
  /** … or a new one. */
  secrets: secretValues.default({}),
}
type Settings = z.output<z.ZodObject<typeof settings>>

/** What is missing for the kind, each at its own field: 'url', 'config.items', 'secrets.appId'. */
function complete(input: Settings, check: z.RefinementCtx): void {
  const facts = kindFacts[input.kind]
  const say = (path: string[], message: string) => check.addIssue({ code: 'custom', path, message })
  if (facts.address && !input.url) say(['url'], '请填写采集地址。')
  for (const { name, label } of lacking(facts.config, input.config)) say(['config', name], `请填写${label}。`)
  if (!facts.credential || input.credentialId) return
  for (const { name, label } of lacking(facts.secrets, input.secrets)) say(['secrets', name], `请填写${label}。`)
}

function lacking(fields: readonly SourceField[], given: Readonly<Record<string, string>>): SourceField[] {
  return fields.filter(({ name, required }) => required && !given[name])
}

export const addSourceInput = z.strictObject({ accountId: z.uuid(), ...settings }).superRefine(complete)
export type AddSourceInput = z.output<typeof addSourceInput>
export const trySourceInput = addSourceInput
/** A source that stands, as it is. */
export const sourceIdInput = z.strictObject({ sourceId: z.uuid() })
export type SourceIdInput = z.infer<typeof sourceIdInput>

export const changeSourceInput = z.strictObject({
  sourceId: z.uuid(),
  url: address.optional(),
  config: configValues.optional(),
  seesAllPosts: z.boolean().optional(),
  credentialId: z.uuid().optional(),
})
export type ChangeSourceInput = z.infer<typeof changeSourceInput>

const day = z.string().refine(isDay, '请填写 2026-12-31 这样的日期。')
const reason = z.string().trim().min(1, '请填写原因。').max(300, '最多 300 个字。')

/** The last day of the pause. */
export const pauseSourceInput = z.strictObject({ sourceId: z.uuid(), until: day, reason })
export type PauseSourceInput = z.infer<typeof pauseSourceInput>

export const stopSourceInput = z.strictObject({ sourceId: z.uuid(), reason })
export type StopSourceInput = z.infer<typeof stopSourceInput>

export const saveCredentialInput = z.strictObject({
  /** Absent: a new one. */
  credentialId: z.uuid().optional(),
  kind,
  name: z.string().trim().min(1, '请填写名称。').max(60),
  /** All of them are given anew: what was kept cannot be read. */
  secrets: secretValues,
  /** Until when it was bought or granted, where that is known. */
  expiresOn: day.optional(),
})
export type SaveCredentialInput = z.infer<typeof saveCredentialInput>

export const findSourcesInput = z.strictObject({
  q: z.string().trim().max(100).optional(),
  kind: z.enum(sourceKinds).optional(),
  platform: z.string().max(40).optional(),
  /** The unit and everything below it … */
  unit: z.uuid().optional(),
  /** … or of that only what is of its own level, without the places below it. */
  own: z.literal('1').optional(),
  state: z.enum(sourceStates).optional(),
  errorKind: z.enum(errorKinds).optional(),
  /** What one kind of failure is called. */
  errorCode: z.string().max(60).optional(),
  /** Those that use an authorisation. */
  credential: z.uuid().optional(),
  /** Those of exactly this lane. */
  lane: z.string().max(300).optional(),
  after: z.string().max(700).optional(),
  limit: z.int().min(1).max(200).default(50),
})
export type FindSourcesInput = z.infer<typeof findSourcesInput>

/** The authorisations kept. `unit`: those of one unit first. */
export const listCredentialsInput = z.strictObject({
  id: z.uuid().optional(),
  kind: z.enum(sourceKinds).optional(),
  q: z.string().trim().max(60).optional(),
  unit: z.uuid().optional(),
  after: z.uuid().optional(),
  limit: z.int().min(1).max(200).default(50),
})
export type ListCredentialsInput = z.infer<typeof listCredentialsInput>

/** A page of a source's history, newest first. */
export const listRunsInput = z.strictObject({
  sourceId: z.uuid(),
  after: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
  limit: z.int().min(1).max(200).default(30),
})
export type ListRunsInput = z.infer<typeof listRunsInput>

/**
 * Sources for many accounts at once, by a pattern of their address: `https://rss.example.gov.cn/weibo/{平台账号ID}`.
 * {平台账号ID}, {账号名称} and {账号链接} stand for what the registry holds of each account.
 */
export const patternInput = z.strictObject({
  kind: z.enum(['FEED', 'WEBSITE', 'JSON'], '请选择采集方式。'),
  platform: z.string().min(1, '请选择平台。').max(40),
  pattern: z
    .string()
    .trim()
    .min(1, '请填写地址格式。')
    .max(2_000)
    .refine((text) => /\{(平台账号ID|账号名称|账号链接)\}/.test(text), '地址格式中要有 {平台账号ID}、{账号名称} 或 {账号链接}。'),
  seesAllPosts: z.boolean().default(false),
  config: configValues.default({}),
  credentialId: z.uuid().optional(),
})
export type PatternInput = z.output<typeof patternInput>

/** An account as an inspector found it on its platform, with a screenshot. */
export const addInspectionInput = z.strictObject({
  accountId: z.uuid(),
  /** The newest post that stands there. Without one the look proves nothing of the time before. */
  lastPostAt: z.coerce.date().optional(),
  title: z.string().trim().max(500).optional(),
  url: address.optional(),
  /** As the platform shows them, where looked at. */
  name: z.string().trim().max(100).optional(),
  certifiedSubject: z.string().trim().max(200).optional(),
  screenshotHash: z.string().regex(/^[0-9a-f]{64}$/, '请上传账号主页截图。'),
  screenshotName: z.string().min(1).max(255),
})
export type AddInspectionInput = z.infer<typeof addInspectionInput>
