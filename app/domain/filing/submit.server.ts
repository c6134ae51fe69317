import type { Ctx, Tx } from '~/domain/context'
import { Invalid, Refused } from '~/domain/errors'
import type { Prisma } from '~/infra/prisma/client'
import { takeUpAccount } from './account-claim.server'
import { applyReported } from './apply-change.server'
import { deriveChain, layChain } from './chain.server'
import { checkForm } from './completeness'
import { type Differences, differences, valuesOf } from './difference'
import type { FilingState } from './filing'
import type { SubmitFilingInput } from './inputs'
import { type LoadedFiling, loadFiling } from './load.server'
import { moveFiling } from './move.server'
import { nextNumber } from './number.server'
import { decidedFields, type Requested } from './requests'
import { claimSlot } from './slot-claim.server'
import { stepTerm } from './term.server'

export interface Submitted {
  id: string
  number: string
  state: FilingState
}

/**
 * The unit's leader signs: from this moment the filing counts and the slot is held. A unit whose leader has no login attaches the signed
 * form. After a return it goes back to the office that returned it, unless unit or platform changed.
 * Rules: 国办发〔2018〕123号 四(一) 分级备案 and one account per platform; semantics "Filing".
 * @throws NotFound · Invalid filing.incomplete · Refused filing.unsigned, slot.taken, account.standing, change.overlapping, unit.unsupervised · Conflict
 */
export function submitFiling(ctx: Ctx, input: SubmitFilingInput): Promise<Submitted> {
  return ctx.write('filing.submit', async (tx) => {
    const filing = await loadFiling(tx, ctx, input.id)
    const requested = complete(filing)
    const signed = await signature(tx, ctx, filing, input.leader)
    const number = filing.number ?? (await nextNumber(tx, ctx, filing.kind, filing.unit.divisionCode))

    const claim = await claims(tx, ctx, filing, requested)
    const changes = filing.requested ? differences(filing.requested, requested) : undefined
    const data = { number, requested, ...signed, ...claim, submittedAt: ctx.now, readyAt: null, returnedAt: null, returnedUntil: null }
    const state = await route(tx, ctx, { ...filing, number }, requested, data, changes)

    return {
      subject: { type: 'filing', id: filing.id, unitId: filing.unitId },
      detail: { number, state },
      result: { id: filing.id, number, state },
    }
  })
}

/** The form, whole. */
function complete(filing: LoadedFiling): Requested {
  const { requested, problems } = checkForm(filing.kind, filing.draft)
  if (requested) return requested
  const sentences = Object.values(problems)
  throw new Invalid('filing.incomplete', `还有 ${sentences.length} 项没有填好：${sentences[0] ?? ''}`, { fields: problems })
}

async function signature(tx: Tx, { actor }: Ctx, filing: LoadedFiling, leader: string | undefined) {
  if (actor.kind === 'person' && actor.unitId === filing.unitId && actor.roles.includes('unitLeader'))
    return { signedById: actor.id, signedBy: actor.name }
  const form = filing.attachments.some(({ purpose }) => purpose === 'signed-form')
  if (form && leader) return { signedById: null, signedBy: leader }
  const leaders = await tx.user.count({ where: { unitId: filing.unitId, disabledAt: null, roles: { has: 'unitLeader' } } })
  throw new Refused(
    'filing.unsigned',
    leaders > 0
      ? '须由分管负责人签发后提交。请点击“送负责人签发”，负责人登录后即可签发。'
      : '请上传分管负责人签字的备案表，并填写负责人姓名。',
  )
}

/** What a filing takes hold of when it is submitted. */
async function claims(tx: Tx, ctx: Ctx, filing: LoadedFiling, requested: Requested): Promise<Prisma.FilingUncheckedUpdateManyInput> {
  if (filing.kind === 'open') {
    await claimSlot(tx, ctx, filing, requested as Requested<'open'>)
    return { original: { platformCode: filing.platformCode } }
  }
  return takeUpAccount(tx, ctx, filing, requested)
}

type Data = Prisma.FilingUncheckedUpdateManyInput

async function route(
  tx: Tx,
  ctx: Ctx,
  filing: LoadedFiling,
  requested: Requested,
  data: Data,
  changes: Differences | undefined,
): Promise<FilingState> {
  const said = { changes }
  if (filing.kind === 'change') {
    const change = requested as Requested<'change'>
    await applyReported(tx, ctx, filing, change)
    if (decidedFields.every((field) => change[field] === undefined))
      return moveFiling(tx, ctx, filing, 'report', { ...data, closedAt: ctx.now })
  }
  const returnedAt = filing.steps.find((step) => step.decision === 'return')
  if (filing.state === 'returned' && returnedAt && sameRoute(filing)) {
    const { state, currentAt, dueOn, dueCertainty } = await stepTerm(tx, ctx)
    await tx.filingStep.update({
      where: { id: returnedAt.id },
      data: { state, currentAt, dueOn, dueCertainty, decision: null, decidedAt: null, decidedById: null, decidedBy: null },
    })
    return moveFiling(tx, ctx, filing, 'resume', data, said)
  }
  const exception = filing.kind === 'open' && (requested as Requested<'open'>).exceptionReason !== undefined
  await layChain(tx, ctx, filing.id, await deriveChain(tx, ctx, filing.unitId, filing.kind, exception))
  return moveFiling(tx, ctx, filing, 'submit', data, said)
}

/** The platform an opening asked for when it was returned stands in its slot; another one begins the way anew. */
function sameRoute(filing: LoadedFiling): boolean {
  return filing.kind !== 'open' || filing.original === null || valuesOf(filing.original).platformCode === filing.platformCode
}
