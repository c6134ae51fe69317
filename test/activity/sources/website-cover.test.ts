import { describe, expect, test } from 'vitest'
import { coverOf } from '~/domain/activity/sources/website/cover'
import { countMaybeNew } from '~/domain/activity/sources/website/gone'
import { startOf } from '~/domain/calendar/day'

const at = new Date('2026-11-22T02:00:00Z')

/** `a 11-20`: an article of list a of that day of 2026; without a day it is unknown. */
const placed = (articles: string) =>
  articles.split(', ').map((article) => {
    const [block = '', day] = article.split(' ')
    return { block, publishedAt: day ? startOf(`2026-${day}`) : null }
  })

describe('what a page of articles covers', () => {
  test.each([
    ['one list, in order', 'a 11-20, a 11-10, a 10-01', 'list'],
    ['an article of unknown date', 'a 11-20, a, a 10-01', null],
    ['two lists: the later end', 'a 11-20, a 11-10, b 11-18, b 06-01', '11-10'],
    ['a list and a headline of the same days', 'h 11-21, a 11-20, a 11-10, a 10-01', 'list'],
    ['a headline later than all the list shows', 'h 11-21, a 10-20, a 09-20, a 08-20', '11-21'],
    ['a box of one old article beside the list', 'a 11-20, a 11-10, a 10-01, b 05-01', '10-01'],
    ['boxes of one article each', 'a 11-18, b 06-01', '11-18'],
    ['a list not recognised as one, beside another', 'x 11-20, y 11-10, z 06-01, a 11-18, a 01-05', '11-20'],
    ['an old article pinned', 'a 01-05, a 11-20, a 11-10, a 10-01', '10-01'],
    ['no order at all', 'a 11-20, a 01-05, a 11-19, a 01-04, a 11-18, a 01-03', null],
  ])('%s', (_name, articles, since) => {
    const spans = since === null || since === 'list' ? since : [{ from: startOf(`2026-${since}`), until: at }]
    expect(coverOf(placed(articles), at)).toEqual(spans)
  })
})

describe('pages that are not there and may be new', () => {
  const sighting = {
    dated: [false, false, true],
    gone: [true, false, false],
    'gone before': [true, true, false],
    unread: [false, false, false],
  }
  const sightings = (list: string) =>
    list.split(', ').map((one) => {
      const [isGone = false, wasGone = false, isDated = false] = sighting[one as keyof typeof sighting]
      return { isGone, wasGone, isDated }
    })

  test.each([
    ['dated, dated', 0, 0],
    ['dated, gone', 0, 1],
    ['dated, gone before', 0, 0],
    ['gone before, dated', 1, 1],
    ['gone, dated, gone, dated, gone before', 2, 2],
    ['unread, gone before', 0, 0],
  ])('%s: %i on the first look, %i later', (list, first, later) => {
    expect([countMaybeNew(sightings(list), false), countMaybeNew(sightings(list), true)]).toEqual([first, later])
  })
})
