import { expect, test } from 'vitest'
import { closedStates, filingKinds, filingStates, movesOf, stateAfter } from '~/domain/filing/filing'
import { isOwn } from '~/domain/filing/own'

test.each(filingKinds)('a filing of kind %s leaves every state that is not closed, and no closed one', (kind) => {
  const moves = movesOf(kind)
  const reached = new Set(['draft', ...moves.map(({ to }) => to)])
  for (const state of filingStates.filter((each) => reached.has(each))) {
    const onward = moves.filter(({ from, to }) => from === state && to !== state)
    expect([state, onward.length > 0]).toEqual([state, !closedStates.includes(state)])
  }
})

test('an opening is approved before anything happens on a platform, and can lapse; evidence that was sent cannot', () => {
  expect(stateAfter('open', 'reportOpened', 'in-review')).toBeUndefined()
  expect(stateAfter('open', 'reportOpened', 'approved')).toBe('opened')
  expect(stateAfter('open', 'lapse', 'approved')).toBe('lapsed')
  expect(stateAfter('open', 'lapse', 'opened')).toBeUndefined()
  expect(stateAfter('change', 'withdraw', 'approved')).toBeUndefined()
  expect(stateAfter('shutdown', 'complete', 'approved')).toBeUndefined()
})

test('nobody decides their own filing; at the top office a second registrar does', () => {
  const filing = { unitId: 'county', createdById: 'ma', signedById: 'li', atTop: false }
  expect(isOwn({ id: 'ma', unitId: 'prefecture' }, filing)).toBe(true)
  expect(isOwn({ id: 'li', unitId: null }, filing)).toBe(true)
  expect(isOwn({ id: 'wang', unitId: 'county' }, filing)).toBe(true)
  expect(isOwn({ id: 'wang', unitId: 'prefecture' }, filing)).toBe(false)
  expect(isOwn({ id: 'wang', unitId: 'county' }, { ...filing, atTop: true })).toBe(false)
})
