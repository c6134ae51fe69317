import { z } from 'zod'
import { isDay } from '~/domain/calendar/day'
import { unitKinds } from './claim'
import { reorganisationKinds } from './reorganisation'
import { tiers } from './tier'

/** A page of the unit tree: the children of one unit (the top ones without it), or whatever a search finds. */
export const listUnitsInput = z.strictObject({
  search: z.string().trim().max(100).optional(),
  parentId: z.uuid().optional(),
  limit: z.int().min(1).max(500).default(200),
})
export type ListUnitsInput = z.infer<typeof listUnitsInput>

export const unitIdInput = z.strictObject({ id: z.uuid() })
export type UnitIdInput = z.infer<typeof unitIdInput>

/** A unit as it is, or with the accounts it had on a past day. */
export const getUnitInput = z.strictObject({ id: z.uuid(), on: z.string().refine(isDay).optional() })
export type GetUnitInput = z.infer<typeof getUnitInput>

/** A page of the register of units, in the order of their divisions. */
export const findUnitsInput = z.strictObject({
  q: z.string().trim().max(100).optional(),
  /** Whatever stands below this one. */
  under: z.uuid().optional(),
  ended: z.boolean().default(false),
  after: z
    .string()
    .regex(/^\d{6,12}_\d{1,9}$/)
    .optional(),
  limit: z.int().min(1).max(200).default(50),
})
export type FindUnitsInput = z.infer<typeof findUnitsInput>

const unitName = z.string().trim().min(2, '请填写单位全称。').max(100, '最多 100 个字。')
const editable = {
  name: unitName,
  kind: z.enum(unitKinds, '请选择单位类别。'),
  uscc: z.string().trim().max(40).optional(),
  aliases: z.array(z.string().trim().min(2, '别名至少两个字。').max(100)).max(30).default([]),
  parentId: z.uuid('请选择上级单位。').optional(),
  supervisingUnitId: z.uuid('请选择主管单位。').optional(),
}

export const createUnitInput = z.strictObject({
  ...editable,
  tier: z.enum(tiers, '请选择单位层级。'),
  divisionCode: z.string().trim().min(1, '请填写行政区划代码。').max(20),
})
export type CreateUnitInput = z.infer<typeof createUnitInput>

/** Without a list of aliases they stay as they are. */
export const changeUnitInput = z.strictObject({ id: z.uuid(), ...editable, aliases: editable.aliases.unwrap().optional() })
export type ChangeUnitInput = z.infer<typeof changeUnitInput>

/** What a reorganisation is to do. Places are ids of units, or `part:0` for the first of the new ones. */
export const reorganisationInput = z.strictObject({
  kind: z.enum(reorganisationKinds),
  unitId: z.uuid(),
  effectiveOn: z.string().refine(isDay, '请填写 2026-12-31 这样的日期。'),
  documentNo: z.string().trim().min(1, '请填写批准文号。').max(100),
  /** Of a renaming. */
  newName: unitName.optional(),
  /** Who takes over: of a merger, and of an abolition where somebody does. */
  intoId: z.uuid('请选择承接单位。').optional(),
  /** The new units of a division, by name. */
  parts: z.array(unitName).max(10).default([]),
  /** Where an account goes, if not where all go. */
  places: z.record(z.uuid(), z.string().regex(/^(part:\d|[0-9a-f-]{36})$/)).default({}),
  /** Second accounts that may stand beside the first, by account. */
  exceptions: z
    .record(
      z.uuid(),
      z.strictObject({
        documentNo: z.string().trim().min(1, '请填写例外的批准文号。').max(100),
        endsOn: z.string().refine(isDay, '请填写例外的截止日期。'),
      }),
    )
    .default({}),
})
export type ReorganisationInput = z.infer<typeof reorganisationInput>
