import { type Day, dayFromColumn } from '~/domain/calendar/day'
import type { Ctx, Tx } from '~/domain/context'
import { NotFound } from '~/domain/errors'
import { officeKey } from '~/domain/unit/unit'
import type { Prisma } from '~/infra/prisma/client'
import type { StepAct } from './chain'
import type { FilingKind, FilingState } from './filing'

const select = {
  id: true,
  number: true,
  kind: true,
  state: true,
  unitId: true,
  unit: { select: { id: true, name: true, path: true, parentId: true, nameKey: true, tier: true, kind: true, divisionCode: true } },
  platformCode: true,
  platform: { select: { code: true, name: true, uniquenessGroup: true, active: true } },
  accountId: true,
  account: { select: { id: true, name: true, standing: true, unitId: true, platform: { select: { uniquenessGroup: true, name: true } } } },
  targetAccountId: true,
  targetUnitId: true,
  draft: true,
  original: true,
  requested: true,
  createdById: true,
  signedById: true,
  submittedAt: true,
  approvedAt: true,
  filingNo: true,
  openBy: true,
  evidence: true,
  evidenceReturned: true,
  returnedAt: true,
  returnedUntil: true,
  announcedOn: true,
  announcedUntil: true,
  steps: { orderBy: { position: 'asc' }, include: { unit: { select: { name: true, path: true, nameKey: true } } } },
  attachments: { where: { removedAt: null }, orderBy: { at: 'asc' } },
  exceptions: { orderBy: { createdAt: 'desc' }, take: 1 },
} satisfies Prisma.FilingSelect

type Row = Prisma.FilingGetPayload<{ select: typeof select }>
type Days = 'openBy' | 'returnedUntil' | 'announcedOn' | 'announcedUntil'
export type LoadedStep = Omit<Row['steps'][number], 'act' | 'dueOn'> & { act: StepAct; dueOn: Day | null }

/** A filing as the verbs need it, its row locked. */
export interface LoadedFiling extends Omit<Row, Days | 'kind' | 'state' | 'steps'>, Record<Days, Day | null> {
  kind: FilingKind
  state: FilingState
  steps: LoadedStep[]
  current: LoadedStep | null
  /** The unit is the top office: nobody stands above it. */
  atTop: boolean
}

/**
 * Loads and locks a filing the actor may see. A draft is seen by its own unit and by those below whom it was drafted for, by nobody else.
 * @throws NotFound
 */
export async function loadFiling(tx: Tx, ctx: Ctx, id: string): Promise<LoadedFiling> {
  await tx.$queryRaw`SELECT 1 FROM "Filing" WHERE "id" = ${id}::uuid FOR UPDATE`
  return findFiling(tx, ctx, id)
}

/** The same without the lock, for reading. @throws NotFound */
export async function findFiling(tx: Tx, ctx: Ctx, id: string): Promise<LoadedFiling> {
  const row = await tx.filing.findFirst({ where: { id, ...visible(ctx) }, select })
  if (!row) throw new NotFound('备案')
  const steps = row.steps.map((step) => ({ ...step, act: step.act as StepAct, dueOn: dayOrNull(step.dueOn) }))
  return {
    ...row,
    kind: row.kind as FilingKind,
    state: row.state as FilingState,
    steps,
    current: steps.find((step) => step.state === 'current') ?? null,
    atTop: row.unit.parentId === null && row.unit.nameKey === officeKey,
    openBy: dayOrNull(row.openBy),
    returnedUntil: dayOrNull(row.returnedUntil),
    announcedOn: dayOrNull(row.announcedOn),
    announcedUntil: dayOrNull(row.announcedUntil),
  }
}

/** The filings an actor may see: those of the units in scope; of drafts only those drafted in the own unit or by the person. */
export function visible({ actor, scope }: Ctx): Prisma.FilingWhereInput {
  const inScope: Prisma.FilingWhereInput = scope.path === null ? {} : { unit: { path: { startsWith: scope.path } } }
  if (actor.kind !== 'person') return inScope
  const own: Prisma.FilingWhereInput[] = [{ createdById: actor.id }, ...(actor.unitId ? [{ unitId: actor.unitId }] : [])]
  return { AND: [inScope, { OR: [{ NOT: { state: 'draft' } }, ...own] }] }
}

function dayOrNull(column: Date | null): Day | null {
  return column && dayFromColumn(column)
}
