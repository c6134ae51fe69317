import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Ctx, Role } from '~/domain/context'
import { attachFile } from '~/domain/filing/attach.server'
import type { Purpose } from '~/domain/filing/attachment'
import { saveDraft } from '~/domain/filing/save-draft.server'
import { submitFiling } from '~/domain/filing/submit.server'
import { officeKey } from '~/domain/unit/unit'
import { openFiles } from '~/infra/files.server'
import { aPerson } from './people'
import { aUnit } from './registry'
import { today, type World } from './world'

export const files = openFiles(mkdtempSync(path.join(tmpdir(), 'zb-filing-')))
const pdf = Buffer.from('%PDF-1.4\n% 一页\n')

/** A prefecture office, a county office below it and that county's education bureau, with the people a filing passes through. */
export async function aPrefecture(world: World) {
  const office = (name: string, parentId?: string) =>
    aUnit(world, { name, ...(parentId && { parentId, tier: 'COUNTY', divisionCode: '623001' }) })
  const prefecture = await office('甘南藏族自治州人民政府办公室')
  const county = await office('合作市人民政府办公室', prefecture.id)
  const bureau = await aUnit(world, {
    name: '合作市教育局',
    parentId: county.id,
    tier: 'COUNTY',
    kind: 'DEPARTMENT',
    divisionCode: '623001',
  })
  const { db } = world.database
  await db.unit.updateMany({ where: { id: { in: [prefecture.id, county.id] } }, data: { nameKey: officeKey } })
  await db.unit.update({ where: { id: county.id }, data: { supervisingUnitId: prefecture.id } })
  await db.unit.update({ where: { id: bureau.id }, data: { supervisingUnitId: county.id } })
  const as = async (name: string, role: Role, unitId: string) => (await aPerson(world, { name, roles: [role], unitId, now: today })).ctx
  return {
    ...{ prefecture, county, bureau },
    reporter: await as('卓玛', 'reporter', bureau.id),
    leader: await as('李局长', 'unitLeader', bureau.id),
    countyRegistrar: await as('扎西', 'registrar', county.id),
    prefectureRegistrar: await as('央金', 'registrar', prefecture.id),
  }
}

export const anOpening = {
  ...{ name: '合作教育', contentClass: 'PUBLISH', purpose: '发布教育政务信息', leader: '李局长', leaderPhone: '0941-8212345' },
  ...{ editor: '卓玛', editorPhone: '13909411004', interactions: ['comment'], operatorKind: 'self', commitment: 'yes' },
}

/** The same person at another time. */
export function later(world: World, ctx: Ctx, now: Date): Ctx {
  return world.ctx({ actor: ctx.actor, scope: ctx.scope, now })
}

/** An opening that the reporter drafted and the leader signed. */
export async function aSubmittedOpening(
  people: { reporter: Ctx; leader: Ctx },
  fields: Record<string, string | string[]> = {},
  platformCode = 'weibo',
) {
  const { id } = await saveDraft(people.reporter, { kind: 'open', platformCode, fields: { ...anOpening, ...fields } })
  return submitFiling(people.leader, { id })
}

/** A file of a filing, with the day it speaks of. */
export async function aProof(ctx: Ctx, id: string, purpose: Purpose, provenOn?: string) {
  const fileHash = await files.put(Buffer.concat([pdf, Buffer.from(`${id}${purpose}${provenOn}`)]))
  return attachFile(ctx, files, { id, purpose, fileHash, fileName: `${purpose}.pdf`, ...(provenOn && { provenOn }) })
}
