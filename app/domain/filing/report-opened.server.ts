import { readUrl } from '~/domain/account/account'
import { type Day, dayOf } from '~/domain/calendar/day'
import type { Ctx, Tx } from '~/domain/context'
import { Invalid, Refused } from '~/domain/errors'
import { requireLastWord } from './authority.server'
import type { FilingState } from './filing'
import type { ReportOpenedInput, ReturnEvidenceInput } from './inputs'
import { type LoadedFiling, loadFiling } from './load.server'
import { moveFiling } from './move.server'

/** What the platform says of the new account, as the unit returns it. */
export interface OpeningEvidence {
  platformAccountId: string
  url: string | null
  certifiedSubject: string
  openedOn: Day
}

/**
 * The unit has opened the account and returns what the platform says of it, with a screenshot; a registrar confirms before it counts.
 * An account opened before it was approved is reported all the same: that becomes a finding, not a refusal.
 * @throws NotFound · Refused filing.transition, evidence.complete, account.claimed · Invalid openedOn.future, url
 */
export function reportOpened(ctx: Ctx, input: ReportOpenedInput): Promise<{ id: string; state: FilingState }> {
  return ctx.write('filing.reportOpened', async (tx) => {
    const filing = await loadFiling(tx, ctx, input.id)
    if (filing.state === 'opened' && !filing.evidenceReturned) {
      throw new Refused('evidence.complete', '开设材料已经报送，正在等待确认，不需要重复报送。')
    }
    const evidence = await check(tx, ctx, filing, input)
    const state = await moveFiling(tx, ctx, filing, 'reportOpened', { evidence: { ...evidence }, evidenceReturned: null })
    return {
      subject: { type: 'filing', id: filing.id, unitId: filing.unitId },
      detail: { number: filing.number, ...evidence },
      result: { id: filing.id, state },
    }
  })
}

async function check(tx: Tx, ctx: Ctx, filing: LoadedFiling, input: ReportOpenedInput): Promise<OpeningEvidence> {
  if (input.openedOn > dayOf(ctx.now)) throw new Invalid('openedOn.future', '开设日期不能晚于今天。')
  const address = input.url ? readUrl(input.url) : null
  if (input.url && !address) throw new Invalid('url', '账号网址须是 http:// 或 https:// 开头的网址。')
  if (!filing.attachments.some(({ purpose }) => purpose === 'screenshot'))
    throw new Invalid('evidence.screenshot', '请先上传账号主页截图。')
  const taken = await tx.account.findFirst({
    where: {
      platformCode: filing.platformCode ?? '',
      platformAccountId: input.platformAccountId,
      voidedAt: null,
      NOT: { standing: 'CANCELLED' },
    },
    select: { name: true, standing: true, unit: { select: { name: true } } },
  })
  if (taken) {
    throw new Refused('account.claimed', `这个平台账号 ID 已登记为${taken.unit.name}的“${taken.name}”，请核对。`, {
      unit: taken.unit.name,
      account: taken.name,
    })
  }
  const { platformAccountId, certifiedSubject, openedOn } = input
  return { platformAccountId, certifiedSubject, openedOn, url: address?.url ?? null }
}

/**
 * The registrar cannot confirm what was returned and says why; the filing stays opened, the unit returns it anew.
 * @throws NotFound · Refused filing.transition, filing.own
 */
export function returnEvidence(ctx: Ctx, input: ReturnEvidenceInput): Promise<{ id: string; state: FilingState }> {
  return ctx.write('filing.returnEvidence', async (tx) => {
    const filing = await loadFiling(tx, ctx, input.id)
    const step = await requireLastWord(tx, ctx, filing)
    const said = { letter: input.letter, unitName: step.unit.name }
    const state = await moveFiling(tx, ctx, filing, 'returnEvidence', { evidenceReturned: input.letter }, said)
    return {
      subject: { type: 'filing', id: filing.id, unitId: filing.unitId },
      detail: { number: filing.number },
      result: { id: filing.id, state },
    }
  })
}
