import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { KnownUnit, UnitClaim } from '~/domain/unit/claim'
import { anchorOf, neededUnits, resolveUnits } from '~/domain/unit/resolve'
import { nationalDivisions } from './table'

const divisions = nationalDivisions()
const gannanOffice = '甘南藏族自治州人民政府办公室'

function resolve(claims: (string | UnitClaim)[], options: { home?: string; known?: KnownUnit[] } = {}) {
  const asked = claims.map((claim) => (typeof claim === 'string' ? { name: claim } : claim))
  const { answers, create } = resolveUnits(asked, { known: options.known ?? [], divisions, home: options.home ?? null })
  const byRef = new Map(create.map((unit) => [unit.ref, unit]))
  const units = answers.map((answer) => (answer.kind === 'new' ? byRef.get(answer.ref) : answer.kind === 'known' ? answer.unit : undefined))
  const problems = answers.map((answer) => (answer.kind === 'problem' ? `${answer.field} ${answer.code}` : null))
  return { answers, create, byRef, units, problems, created: create.map((unit) => unit.name) }
}

function known(unit: Partial<KnownUnit> & { name: string; nameKey: string; divisionCode: string }): KnownUnit {
  const id = `id-${unit.divisionCode}-${unit.nameKey}`
  return { id, tier: 'COUNTY', kind: 'DEPARTMENT', uscc: null, path: `/${id}/`, aliases: [], ...unit }
}

test.each([
  ['合作市教育局', '623001', 'COUNTY', 'DEPARTMENT'],
  ['甘肃省甘南州合作市教育局', '623001', 'COUNTY', 'DEPARTMENT'],
  ['州卫生健康委', '623000', 'PREFECTURE', 'DEPARTMENT'],
  ['甘南卫健委', '623000', 'PREFECTURE', 'DEPARTMENT'],
  ['州住房和城乡建设局', '623000', 'PREFECTURE', 'DEPARTMENT'],
  ['州疾控中心', '623000', 'PREFECTURE', 'INSTITUTION'],
  ['国家税务总局甘南州税务局', '623000', 'PREFECTURE', 'VERTICAL'],
  ['国家统计局甘南调查队', '623000', 'PREFECTURE', 'VERTICAL'],
  ['合作市那吾镇人民政府', '623001', 'TOWNSHIP', 'OFFICE'],
  ['合作市当周街道办', '623001', 'TOWNSHIP', 'OFFICE'],
  ['临潭县城关镇中心小学', '623021', 'TOWNSHIP', 'INSTITUTION'],
  ['甘肃省教育厅', '620000', 'PROVINCE', 'DEPARTMENT'],
  ['东城区教育局', '110101', 'COUNTY', 'DEPARTMENT'],
  ['济源市教育局', '419001', 'COUNTY', 'DEPARTMENT'],
])('%s is placed at %s', (name, divisionCode, tier, kind) => {
  const { units } = resolve([name, '甘南州财政局'])
  expect(units[0]).toMatchObject({ name, divisionCode, tier, kind })
})

test('the names of one office are one office, called by its full name and known by its short ones', () => {
  const names = [
    '州政府办公室',
    '甘南州人民政府办公室',
    '甘南藏族自治州人民政府办公室',
    '甘南州政府办',
    '州政府办',
    '甘南藏族自治州政府办公室',
  ]
  const { created, answers, create } = resolve(names)
  expect(created).toEqual([gannanOffice])
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(create[0]?.aliases.map((alias) => alias.alias)).toEqual(
    expect.arrayContaining(['州政府办公室', '州政府办', '甘南州人民政府办公室', '甘南州政府办公室']),
  )
})

test('a department is one unit however its place is written', () => {
  const { created } = resolve(['州卫健委', '甘南州卫生健康委', '甘南藏族自治州卫生健康委员会'])
  expect(created).toEqual([gannanOffice, '州卫健委'])
})

test('every county named hangs under its office, and that under the prefecture office', () => {
  const { created, byRef } = resolve(['合作市教育局', '临潭县卫生健康局'])
  expect(created).toEqual([gannanOffice, '合作市人民政府办公室', '临潭县人民政府办公室', '合作市教育局', '临潭县卫生健康局'])
  const above = (ref: string | null | undefined) => (ref ? byRef.get(ref)?.parentRef : undefined)
  const department = [...byRef.values()].find((unit) => unit.name === '合作市教育局')
  expect(byRef.get(department?.parentRef ?? '')?.name).toBe('合作市人民政府办公室')
  expect(byRef.get(above(department?.parentRef) ?? '')?.name).toBe(gannanOffice)
})

test('columns place any name, and one name in two divisions is two units', () => {
  const { units, created } = resolve([
    { name: '单位001', tier: 'PREFECTURE', divisionCode: '623000' },
    { name: '单位001', tier: 'COUNTY', divisionCode: '623001000000' },
    { name: '单位001', tier: 'COUNTY', divisionCode: '６２３０２１' },
    { name: '单位002', tier: 'TOWNSHIP', divisionCode: '623001100' },
    { name: '单位002', tier: 'TOWNSHIP', divisionCode: '623001101' },
  ])
  expect(units.map((unit) => [unit?.tier, unit?.divisionCode])).toEqual([
    ['PREFECTURE', '623000'],
    ['COUNTY', '623001'],
    ['COUNTY', '623021'],
    ['TOWNSHIP', '623001100'],
    ['TOWNSHIP', '623001101'],
  ])
  expect(created[0]).toBe(gannanOffice)
})

test('a provincial unit or a second prefecture brings the provincial office above', () => {
  const provincial = resolve([
    { name: '单位1', tier: 'PROVINCE', divisionCode: '620000' },
    { name: '单位2', tier: 'PREFECTURE', divisionCode: '623000' },
  ])
  expect(provincial.created.slice(0, 2)).toEqual(['甘肃省人民政府办公厅', gannanOffice])
  expect(provincial.create[1]?.parentRef).toBe(provincial.create[0]?.ref)
  expect(resolve(['兰州市教育局', '甘南州教育局']).created[0]).toBe('甘肃省人民政府办公厅')
  expect(resolve(['甘南州教育局']).created).not.toContain('甘肃省人民政府办公厅')
})

test('an unknown code makes an office named by it, until a row names it', () => {
  expect(resolve([{ name: '单位1', divisionCode: '623099' }]).create).toMatchObject([
    { name: gannanOffice },
    { name: '623099人民政府办公室', nameComplete: false },
    { name: '单位1' },
  ])
  const named = resolve([
    { name: '单位1', divisionCode: '623099' },
    { name: '新设县人民政府办公室', divisionCode: '623099' },
  ])
  expect(named.create[1]).toMatchObject({ name: '新设县人民政府办公室', nameComplete: true, kind: 'OFFICE' })
})

test.each([['单位001'], ['教育局'], ['城关区教育局'], ['市场监督管理局'], ['县教育局'], ['那吾镇人民政府'], ['合作交流办公室']])(
  '%s alone belongs nowhere: the message names the columns to fill',
  (name) => {
    const [answer] = resolve([name]).answers
    expect(answer).toMatchObject({ kind: 'problem', code: 'unit.unresolved', message: expect.stringContaining('行政区划代码') })
  },
)

test('an importing office gives bare and short names their place', () => {
  const { units } = resolve(['教育局', '市场监督管理局', '州水务局'], { home: '623000' })
  expect(units.map((unit) => unit?.divisionCode)).toEqual(['623000', '623000', '623000'])
  expect(resolve(['城关区教育局', '市教育局'], { home: '620100' }).units.map((unit) => unit?.divisionCode)).toEqual(['620102', '620100'])
  expect(resolve(['市教育局'], { home: '623000' }).problems).toEqual(['name unit.unresolved'])
})

test('主管单位 helps where the name says nothing', () => {
  const { units } = resolve([{ name: '县教育局', supervisorName: '临潭县人民政府办公室' }], { home: '623000' })
  expect(units[0]).toMatchObject({ divisionCode: '623021', tier: 'COUNTY' })
})

test('a wrong code is named at its column', () => {
  expect(resolve([{ name: '合作市教育局', divisionCode: '6230' }]).problems).toEqual(['divisionCode division.invalid'])
})

test('a USCC is checked, finds its unit, and must agree with the name', () => {
  const uscc = '11623000013500012A'
  const unit = known({ name: '合作市教育局', nameKey: '教育局', divisionCode: '623001', uscc })
  expect(resolve([{ name: '合作市教育局', uscc: '11623000013500012B' }]).problems).toEqual(['uscc uscc.invalid'])
  expect(resolve([{ name: '合作市教育局', uscc }], { known: [unit] }).units).toEqual([unit])
  expect(resolve([{ name: '合作市财政局', uscc }], { known: [unit] }).problems).toEqual(['uscc uscc.invalid'])
  expect(resolve([{ name: '合作市教育局', uscc: '12623001MB0000019Y' }], { known: [unit] }).problems).toEqual(['uscc uscc.invalid'])
  expect(resolve([{ name: '合作市教育局', uscc }]).units[0]).toMatchObject({ uscc })
})

test('known units are found by name, alias, place and without their columns', () => {
  const office = known({ name: '合作市人民政府办公室', nameKey: '人民政府办公室', divisionCode: '623001', kind: 'OFFICE' })
  const department = known({ name: '单位001', nameKey: '单位001', divisionCode: '623001' })
  const alias = known({
    name: '甘南州大数据中心',
    nameKey: '大数据中心',
    divisionCode: '623000',
    tier: 'PREFECTURE',
    aliases: [{ key: '州数据局', prefectureCode: '623000' }],
  })
  const town = known({ name: '合作市那吾镇人民政府', nameKey: '那吾镇人民政府', divisionCode: '623001', tier: 'TOWNSHIP' })
  const { units, create } = resolve(
    ['合作市政府办', '单位001', '州数据局', '那吾镇人民政府', { name: '那吾镇政府', divisionCode: '623001100' }],
    {
      known: [office, department, alias, town],
      home: '623000',
    },
  )
  expect(units.map((unit) => unit?.name)).toEqual([office, department, alias, town, town].map((unit) => unit.name))
  expect(create).toEqual([])
})

test('what rejected rows alone would need is left out, and a new unit knows the known one it hangs under', () => {
  const office = known({ name: gannanOffice, nameKey: '人民政府办公室', divisionCode: '623000', tier: 'PREFECTURE', kind: 'OFFICE' })
  const { create, byRef, answers } = resolve(['合作市教育局', '兰州市教育局'], { known: [office] })
  const [inside, outside] = answers.map((answer) => (answer.kind === 'new' ? answer.ref : ''))
  expect(anchorOf(byRef, inside ?? '')).toBe(office.id)
  expect(anchorOf(byRef, outside ?? '')).toBeNull()
  expect(neededUnits(create, [inside ?? '']).map((unit) => unit.name)).toEqual(['合作市人民政府办公室', '合作市教育局'])
})

test('whatever the rows, parents come before children and nothing is made twice', () => {
  const claim = fc.record({
    name: fc.constantFrom('教育局', '州教育局', '合作市教育局', '临潭县人民政府办公室', '单位1', '那吾镇人民政府', '兰州市城关区教育局'),
    divisionCode: fc.constantFrom(undefined, '623000', '623001', '623001100', '620000', '620102', '629999', '110101', 'x'),
    tier: fc.constantFrom(undefined, 'PROVINCE' as const, 'PREFECTURE' as const, 'COUNTY' as const, 'TOWNSHIP' as const),
  })
  fc.assert(
    fc.property(fc.array(claim, { maxLength: 12 }), fc.constantFrom(undefined, '623000'), (rows, home) => {
      const claims = rows.map(({ name, divisionCode, tier }) => ({
        name,
        ...(divisionCode ? { divisionCode } : {}),
        ...(tier ? { tier } : {}),
      }))
      const { create, answers } = resolve(claims, home ? { home } : {})
      expect(answers).toHaveLength(rows.length)
      expect(new Set(create.map((unit) => `${unit.divisionCode}|${unit.nameKey}`)).size).toBe(create.length)
      const seen = new Set<string>()
      for (const unit of create) {
        if (unit.parentRef !== null) expect(seen).toContain(unit.parentRef)
        seen.add(unit.ref)
      }
      for (const answer of answers) if (answer.kind === 'new') expect(seen).toContain(answer.ref)
    }),
  )
})
