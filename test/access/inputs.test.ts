import pg from 'pg'
import { describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { roles } from '~/domain/context'
import { createCtx } from '~/domain/context.server'
import { reachOf } from '~/domain/member/access'
import { limited } from '~/domain/member/limits'
import { aWorld } from '../support/world'
import { names, now, outcomeOf, procedures } from './kit'

const schemas = names.flatMap((name) => {
  const schema = procedures.get(name)?._def.inputs[0]
  return schema instanceof z.ZodType ? [{ name, schema }] : []
})

/** What reaches Prisma as an operator, or SQL as another type, where a text is expected. */
const notTexts: unknown[] = [{ not: '' }, { contains: '' }, { equals: null }, [''], [{ not: '' }], 5, true, {}, Number.NaN]

/** The schema inside what is optional, nullable, defaulted or transformed. */
function inner(schema: z.core.$ZodType): z.core.$ZodType {
  const { def } = schema._zod
  if ('innerType' in def) return inner(def.innerType as z.core.$ZodType)
  if (def.type === 'pipe') return inner((def as z.core.$ZodPipeDef).in)
  return schema
}

interface Field {
  path: string[]
  schema: z.core.$ZodType
}

/** Every field of an input, fields of objects within it too. */
function fieldsOf(schema: z.core.$ZodType, path: string[] = []): Field[] {
  const at = inner(schema)
  if (!(at instanceof z.ZodObject)) return path.length === 0 ? [] : [{ path, schema: at }]
  return Object.entries(at.shape).flatMap(([key, field]) => fieldsOf(field, [...path, key]))
}

function objectsOf(schema: z.core.$ZodType, path: string[] = []): string[][] {
  const at = inner(schema)
  if (!(at instanceof z.ZodObject)) return []
  return [path, ...Object.entries(at.shape).flatMap(([key, field]) => objectsOf(field, [...path, key]))]
}

/** An input with one value at a path, whatever else it lacks. */
function put(path: readonly string[], value: unknown): Record<string, unknown> {
  const [key = '', ...rest] = path
  return { [key]: rest.length === 0 ? value : put(rest, value) }
}

/** Whether the schema complains about this very field. */
function complains(schema: z.ZodType, path: readonly string[], value: unknown): boolean {
  const result = schema.safeParse(put(path, value))
  return !result.success && result.error.issues.some((issue) => path.every((key, i) => issue.path[i] === key))
}

const isText = ({ schema }: Field) => ['string', 'enum', 'literal'].includes(schema._zod.def.type)

describe('INJ-2 operator objects and foreign types are refused in every field', () => {
  test.each(schemas)('$name', ({ schema }) => {
    for (const field of fieldsOf(schema)) {
      const isList = field.schema._zod.def.type === 'array'
      for (const value of isText(field) ? notTexts : [{ not: '' }, { contains: '' }, ...(isList ? [[{ not: '' }], 'x', 5] : [])]) {
        expect({ field: field.path, value, refused: complains(schema, field.path, value) }).toMatchObject({ refused: true })
      }
    }
  })
})

describe('INJ-3 a key nobody asked for is refused', () => {
  test.each(schemas)('$name', ({ schema }) => {
    const objects = objectsOf(schema)
    expect(objects.length).toBeGreaterThan(0)
    for (const path of objects) {
      for (const key of ['unitId_', 'where', '$where', 'constructor', 'isAdmin']) {
        const result = schema.safeParse(path.length === 0 ? { [key]: 1 } : put(path, { [key]: 1 }))
        const unknown = (result.error?.issues ?? []).filter((issue) => issue.code === 'unrecognized_keys').flatMap((issue) => issue.keys)
        expect({ path, key, unknown }).toMatchObject({ unknown: [key] })
      }
    }
  })
})

test('INJ-2 INJ-3 such an input ends as 400, and the database is not asked', async () => {
  await using world = await aWorld()
  const { db, pool } = world.database
  const query = vi.spyOn(pg.Client.prototype, 'query')
  for (const { name } of schemas.filter((one) => !limited[one.name] || limited[one.name]?.given)) {
    const role = roles.find((one) => reachOf([one], name) !== null) ?? 'registrar'
    const actor = { kind: 'person', id: 'p', name: '才让', roles: [role], unitId: null, demo: false } as const
    const ctx = createCtx({ db, pool, actor, scope: { path: null }, now })
    expect({ name, ...(await outcomeOf(ctx, name, { $where: { not: '' } })) }).toMatchObject({ name, code: 'BAD_REQUEST' })
  }
  expect(query).not.toHaveBeenCalled()
  query.mockRestore()
})

test('INJ-4 undefined in a filter throws instead of meaning everything', async () => {
  await using world = await aWorld()
  const { db } = world.database
  const nobody = undefined as unknown as string
  await expect(db.account.findMany({ where: { unitId: nobody } })).rejects.toThrow(/undefined/)
  await expect(db.session.deleteMany({ where: { userId: nobody } })).rejects.toThrow(/undefined/)
  await expect(db.user.updateMany({ where: { id: nobody }, data: { roles: [] } })).rejects.toThrow(/undefined/)
})
