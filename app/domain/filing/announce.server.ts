import { dayOf, dayToColumn } from '~/domain/calendar/day'
import type { Ctx } from '~/domain/context'
import { Invalid } from '~/domain/errors'
import type { FilingState } from './filing'
import type { AnnounceInput } from './inputs'
import { loadFiling } from './load.server'
import { actorName, moveFiling } from './move.server'
import { workdayTerm } from './term.server'

/**
 * The unit has told the public that an account goes (a shutdown, or a merger into another) and proves it; the announcement runs for so many
 * working days from the day it was published (R7). The account stands as announcing and is no longer judged.
 * @throws NotFound · Refused filing.transition · Invalid announcement.missing, announcement.day
 */
export function announceEnding(ctx: Ctx, input: AnnounceInput): Promise<{ id: string; state: FilingState; until: string }> {
  return ctx.write('filing.announce', async (tx) => {
    const filing = await loadFiling(tx, ctx, input.id)
    const { announcedOn } = input
    if (announcedOn > dayOf(ctx.now)) throw new Invalid('announcement.day', '公告日期不能晚于今天。')
    if (filing.approvedAt && announcedOn < dayOf(filing.approvedAt)) throw new Invalid('announcement.day', '公告日期不能早于批准日期。')
    const proof = filing.attachments.find(({ purpose }) => purpose === 'announcement')
    if (!proof) throw new Invalid('announcement.missing', '请先上传公告截图。')

    const until = await workdayTerm(tx, ctx, 'filing.announcement', announcedOn)
    const data = { announcedOn: dayToColumn(announcedOn), announcedUntil: dayToColumn(until.day) }
    const state = await moveFiling(tx, ctx, filing, 'announce', data)
    const accountId = filing.accountId ?? ''
    await tx.account.update({ where: { id: accountId }, data: { standing: 'ANNOUNCING', updatedAt: ctx.now } })
    await tx.accountRevision.create({
      data: {
        accountId,
        at: ctx.now,
        action: 'filing.announce',
        actorName: actorName(ctx),
        changes: { standing: { from: 'REGISTERED', to: 'ANNOUNCING' } },
      },
    })
    const detail = { number: filing.number, announcedOn, until: until.day, certainty: until.certainty }
    return { subject: { type: 'filing', id: filing.id, unitId: filing.unitId }, detail, result: { id: filing.id, state, until: until.day } }
  })
}
