import { nameKey, readUrl } from '~/domain/account/account'
import { createSpeller } from '~/domain/account/pinyin'
import { dayOf, dayToColumn } from '~/domain/calendar/day'
import type { Ctx, Tx } from '~/domain/context'
import { Conflict, Refused } from '~/domain/errors'
import { Prisma } from '~/infra/prisma/client'
import { valuesOf } from './difference'
import type { LoadedFiling } from './load.server'
import { actorName } from './move.server'
import { openRequest } from './requests'

/**
 * Makes the live account of a confirmed opening and hands it the slot that was held since submission.
 * Promise 2: no filing, no account.
 * @throws Conflict slot.lost · Refused account.claimed
 */
export async function registerAccount(tx: Tx, ctx: Ctx, filing: LoadedFiling): Promise<{ accountId: string }> {
  const asked = openRequest.parse(filing.requested)
  const found = valuesOf(filing.evidence)
  const text = (field: string) => (typeof found[field] === 'string' ? found[field] : null)
  const url = text('url')
  const openedOn = text('openedOn')
  const account = await tx.account
    .create({
      data: {
        ...{
          unitId: filing.unitId,
          platformCode: filing.platformCode ?? '',
          name: asked.name,
          nameKey: nameKey(asked.name),
          ...createSpeller()(asked.name),
        },
        ...{ platformAccountId: text('platformAccountId'), url, urlKey: url && (readUrl(url)?.key ?? null) },
        ...{ contentClass: asked.contentClass, certifiedSubject: text('certifiedSubject'), certified: true },
        ...{ standing: 'REGISTERED', origin: 'FILING', filingNo: filing.filingNo, filedOn: dayToColumn(dayOf(ctx.now)) },
        ...{ openedOn: openedOn && dayToColumn(openedOn), approvedOn: filing.approvedAt && dayToColumn(dayOf(filing.approvedAt)) },
        ...{ leader: asked.leader, purpose: asked.purpose, interactions: asked.interactions, appFilingNo: asked.appFilingNo ?? null },
        ...{ operatorKind: asked.operatorKind, operatorOrg: asked.operatorOrg ?? null },
        contractEndsOn: asked.contractEndsOn ? dayToColumn(asked.contractEndsOn) : null,
        ...{ createdAt: ctx.now, updatedAt: ctx.now },
        contacts: { create: { name: asked.editor, phone: asked.editorPhone } },
        revisions: {
          create: {
            at: ctx.now,
            action: 'filing.complete',
            actorName: actorName(ctx),
            changes: { standing: { from: null, to: 'REGISTERED' } },
          },
        },
      },
      select: { id: true },
    })
    .catch((error: unknown) => {
      if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') {
        throw new Refused('account.claimed', '这个平台账号 ID 刚被登记为另一个账号，请核对后退回申请单位。')
      }
      throw error
    })
  const { count } = await tx.slot.updateMany({
    where: { filingId: filing.id, accountId: null, releasedAt: null },
    data: { accountId: account.id },
  })
  if (count !== 1) throw new Conflict('slot.lost', '这份备案的名额已不在，请联系系统管理员核对。')
  await tx.filing.update({ where: { id: filing.id }, data: { accountId: account.id } })
  return { accountId: account.id }
}
