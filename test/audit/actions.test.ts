import { expect, test } from 'vitest'
import { actionLabel, actionNames, actions, subjectLabel } from '~/domain/audit/actions'

// That every act of the source has a name is held by the type of `ctx.write`, `ctx.bulk` and `ctx.record`.

test('every act has a Chinese name of its own', () => {
  const labels = actionNames.map(actionLabel)
  expect(labels.filter((label) => !/^[一-鿿，]+$/.test(label))).toEqual([])
  expect(new Set(labels).size).toBe(Object.keys(actions).length)
})

test('an act or a kind of record from an older version keeps the word it was written with', () => {
  expect(actionLabel('account.rename')).toBe('account.rename')
  expect(actionLabel('toString')).toBe('toString')
  expect(subjectLabel('constructor')).toBe('constructor')
})
