import { dayOf } from '~/domain/calendar/day'
import type { Ctx, Tx } from '~/domain/context'
import { type FilingKind, kindLabels } from './filing'

/** The next number of an application: 开〔2026〕623001-0007, counted by division, kind and year. */
export async function nextNumber(tx: Tx, ctx: Ctx, kind: FilingKind, divisionCode: string): Promise<string> {
  const year = dayOf(ctx.now).slice(0, 4)
  const division = divisionCode.slice(0, 6)
  const n = await next(tx, `${kind}/${division}/${year}`)
  return `${kindLabels[kind].slice(0, 1)}〔${year}〕${division}-${String(n).padStart(4, '0')}`
}

/** The next 备案号 of an approved opening: 623000-2026-0012, counted by the prefecture of the unit. */
export async function nextFilingNo(tx: Tx, ctx: Ctx, divisionCode: string): Promise<string> {
  const year = dayOf(ctx.now).slice(0, 4)
  const prefecture = `${divisionCode.slice(0, 4)}00`
  const n = await next(tx, `filing/${prefecture}/${year}`)
  return `${prefecture}-${year}-${String(n).padStart(4, '0')}`
}

/** Locks the counter to the end of the transaction: numbers have no gaps and nobody gets one twice. */
async function next(tx: Tx, key: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ last: number }[]>`
    INSERT INTO "FilingCounter" ("key", "last") VALUES (${key}, 1)
    ON CONFLICT ("key") DO UPDATE SET "last" = "FilingCounter"."last" + 1 RETURNING "last"`
  return row?.last ?? 1
}
