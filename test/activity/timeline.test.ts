import { expect, test } from 'vitest'
import { activeDays, summarise, type Timeline, weeksOf } from '~/domain/activity/timeline'
import { getTimeline } from '~/domain/activity/timeline.server'
import { endOf, startOf } from '~/domain/calendar/day'
import { aCoverage, anAccount, aPost, aSource, aStatement } from '../support/registry'
import { aWorld } from '../support/world'

/** Monday 2 to Sunday 15 November 2026, looked at from Wednesday 4 on. */
const twoWeeks: Timeline = {
  from: '2026-11-02',
  to: '2026-11-15',
  stretches: [{ from: startOf('2026-11-04'), until: endOf('2026-11-15') }],
  days: [
    { day: '2026-11-05', posts: 2 },
    { day: '2026-11-10', posts: 1 },
  ],
  statements: [],
}

test('days that nobody looked at are missing, not silent', () => {
  expect(summarise(twoWeeks)).toEqual({ checked: 12, missing: 2, active: 2 })
})

test('the number of a week is exact only when all of it was looked at', () => {
  expect(weeksOf(twoWeeks)).toEqual([
    { monday: '2026-11-02', posts: 2, seen: 'part' },
    { monday: '2026-11-09', posts: 1, seen: 'all' },
  ])
  expect(weeksOf({ ...twoWeeks, stretches: [], days: [] }).map((week) => week.seen)).toEqual(['none', 'none'])
})

test('a statement is never spread over weeks; its last post is a day with a post', () => {
  const statement = { from: startOf('2026-11-02'), until: endOf('2026-11-08'), posts: 9, lastPostAt: startOf('2026-11-07') }
  const stated: Timeline = { ...twoWeeks, statements: [statement] }
  expect(weeksOf(stated).map((week) => week.seen)).toEqual(['stated', 'all'])
  expect(activeDays(stated)).toEqual(['2026-11-05', '2026-11-07', '2026-11-10'])
})

test('the timeline joins what sources that see all posts looked at, and stays inside the scope', async () => {
  await using world = await aWorld()
  const account = await anAccount(world)
  const own = await aSource(world, account.id)
  const bridge = await aSource(world, account.id, { seesAllPosts: false })
  const sheet = await aSource(world, account.id, { kind: 'SHEET' })
  await aCoverage(world, own, '2026-10-01', '2026-10-11')
  await aCoverage(world, own, '2026-10-11', '2026-10-21')
  await aCoverage(world, bridge, '2026-11-01', '2026-11-20')
  await aStatement(world, sheet, '2026-10-21', '2026-10-31', 0)
  await aPost(world, bridge, '2026-11-05')
  await aPost(world, own, '2026-10-05')
  await aPost(world, own, '2026-10-05')

  const timeline = await getTimeline(world.ctx(), { accountId: account.id })

  expect(timeline).toMatchObject({ from: '2026-08-15', to: '2026-11-22' })
  expect(timeline.stretches).toEqual([{ from: startOf('2026-10-01'), until: endOf('2026-10-31') }])
  expect(timeline.days).toEqual([
    { day: '2026-10-05', posts: 2 },
    { day: '2026-11-05', posts: 1 },
  ])
  await expect(getTimeline(world.ctx({ scope: { path: '/elsewhere/' } }), { accountId: account.id })).rejects.toMatchObject({
    code: 'not-found',
  })
})
