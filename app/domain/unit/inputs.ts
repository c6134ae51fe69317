import { z } from 'zod'

/** A page of the unit tree: the children of one unit (the top ones without it), or whatever a search finds. */
export const listUnitsInput = z.strictObject({
  search: z.string().trim().max(100).optional(),
  parentId: z.uuid().optional(),
  limit: z.int().min(1).max(500).default(200),
})
export type ListUnitsInput = z.infer<typeof listUnitsInput>
