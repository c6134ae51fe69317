import { expect, test } from 'vitest'
import { foldUscc, isUscc } from '~/domain/unit/uscc'

test.each(['12620600MB0523338C', '11331002002673575G', '11441700007280420Y', '11623000013500012A', '12623001MB0000019Y'])(
  '%s passes both checks',
  (code) => {
    expect(isUscc(code)).toBe(true)
  },
)

test.each([
  ['check character', '12620600MB0523338D'],
  ['swapped digits', '12620600MB0532338C'],
  ['region', '12620601MB0523338C'],
  ['letter I', '1262060IMB0523338C'],
  ['too short', '12620600MB0523338'],
  ['empty', ''],
])('a wrong %s is refused', (_what, code) => {
  expect(isUscc(code)).toBe(false)
})

test('an inner organisation code that fails its own check is refused though the outer check holds', () => {
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
  const codes = [...alphabet].map((check) => `11623000013500013${check}`)
  expect(codes.filter(isUscc)).toEqual([])
})

test('full-width digits, spaces and small letters are read', () => {
  expect(isUscc(foldUscc('１２６２０６００ mb0523338c'))).toBe(true)
})
