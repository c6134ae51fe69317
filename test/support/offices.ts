import type { Ctx } from '~/domain/context'
import { officeKey } from '~/domain/unit/unit'
import { aPerson } from './people'
import { anAccount, aSlot, aUnit } from './registry'
import { today, type World } from './world'

/** A prefecture over a county with two bureaus that hold an account each on weibo, the first one also on douyin. */
export async function aCounty(world: World, now = today) {
  const { db } = world.database
  const prefecture = await aUnit(world)
  const county = await aUnit(world, { name: '合作市人民政府办公室', parentId: prefecture.id, tier: 'COUNTY', divisionCode: '623001' })
  await db.unit.updateMany({ where: { id: { in: [prefecture.id, county.id] } }, data: { nameKey: officeKey } })
  await db.unit.update({ where: { id: county.id }, data: { supervisingUnitId: prefecture.id } })
  const bureau = async (name: string) => {
    const unit = await aUnit(world, { name, parentId: county.id, tier: 'COUNTY', kind: 'DEPARTMENT', divisionCode: '623001' })
    return db.unit.update({ where: { id: unit.id }, data: { supervisingUnitId: county.id, nameKey: name.slice(3) } })
  }
  const tourism = await bureau('合作市旅游局')
  const culture = await bureau('合作市文化局')
  const account = async (unitId: string, name: string, platform: string) => {
    const made = await anAccount(world, { unitId, name, platform })
    await aSlot(world, made.id)
    return made
  }
  const as = async (name: string, role: 'registrar' | 'reporter' | 'unitLeader', unitId: string): Promise<Ctx> =>
    (await aPerson(world, { name, roles: [role], unitId, now })).ctx
  return {
    ...{ prefecture, county, tourism, culture },
    tourismWeibo: await account(tourism.id, '合作旅游', 'weibo'),
    tourismDouyin: await account(tourism.id, '合作旅游视频', 'douyin'),
    cultureWeibo: await account(culture.id, '合作文化', 'weibo'),
    tourismReporter: await as('卓玛', 'reporter', tourism.id),
    tourismLeader: await as('李局长', 'unitLeader', tourism.id),
    countyRegistrar: await as('扎西', 'registrar', county.id),
    prefectureRegistrar: await as('央金', 'registrar', prefecture.id),
  }
}
