import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readUrl } from '~/domain/account/account'
import { readDay, readFollowers, readPlatformId, readText, readYesNo } from '~/domain/account/cell'
import { createSpeller } from '~/domain/account/pinyin'

test.each([
  [0.35, '万', 3500],
  ['0.35', '万', 3500],
  ['2.0999999999999996', '万', 21_000],
  [2.4499999999999997, '万', 24_500],
  ['1.2万', '万', 12_000],
  ['１.２万', null, 12_000],
  ['1.2w', null, 12_000],
  ['12,600', null, 12_600],
  ['3500人', '万', 3500],
  ['0.5亿', null, 50_000_000],
  [0, null, 0],
  ['1.3e5', null, 130_000],
  ['无', '万', null],
  [null, '万', null],
])('%s under a header of %s is %s followers', (cell, header, followers) => {
  expect(readFollowers(cell, header)).toEqual({ value: followers })
})

test.each(['x', '约一万', '1.2.3', '-5', '12.5', '3e30万', true])('%s is no number of followers', (cell) => {
  expect(readFollowers(cell, null)).toMatchObject({ code: 'followers.unreadable' })
})

test('any number of followers written in 万 is read back exactly', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_999_999_999 }), (followers) => {
      const exact = `${Math.floor(followers / 10_000)}.${String(followers % 10_000).padStart(4, '0')}`
      expect(readFollowers(exact, '万')).toEqual({ value: followers })
      expect(readFollowers(`${exact}万`, null)).toEqual({ value: followers })
      expect(readFollowers(followers / 10_000, '万')).toEqual({ value: followers })
      expect(readFollowers(String(followers), null)).toEqual({ value: followers })
    }),
  )
})

test.each([
  [new Date('2026-09-30T00:00:00Z'), '2026-09-30'],
  [46295, '2026-09-30'],
  ['46295', '2026-09-30'],
  ['2026-09-30', '2026-09-30'],
  ['2026/9/3', '2026-09-03'],
  ['2026.9.30', '2026-09-30'],
  ['２０２６年９月３０日', '2026-09-30'],
  ['2026年9月3日 10:20', '2026-09-03'],
  [20260930, '2026-09-30'],
  ['', null],
  ['无', null],
])('%s is the day %s', (cell, day) => {
  expect(readDay(cell)).toEqual({ value: day })
})

test.each(['2026-02-30', '2026年9月', '去年', '30/9/2026', 2026])('%s is no day', (cell) => {
  expect(readDay(cell)).toMatchObject({ code: 'date.unreadable' })
})

test('yes and no are what officials write, blank is unknown', () => {
  expect(['是', '已认证', '√', 'Y'].map((cell) => readYesNo(cell))).toEqual(Array(4).fill({ value: true }))
  expect(['否', '未认证', '无', 'x'].map((cell) => readYesNo(cell))).toEqual(Array(4).fill({ value: false }))
  expect(readYesNo(null)).toEqual({ value: null })
  expect(readYesNo('待定')).toMatchObject({ code: 'yes-no.unreadable' })
})

test('an id keeps its digits or is refused, text loses what cannot be seen', () => {
  expect(readPlatformId(623_001_001)).toEqual({ value: '623001001' })
  expect(readPlatformId(7_012_345_678_901_234_000)).toMatchObject({ code: 'id.precision' })
  expect(readText('\u200b 甘南\u0000发布\n')).toBe('甘南 发布')
})

test.each([
  ['https://www.weibo.com/u/1/', 'http://weibo.com/u/1?utm_source=x#top'],
  ['weibo.com/u/1', 'HTTPS://WEIBO.COM/u/1'],
  ['https://mp.weixin.qq.com/s?__biz=Mzg1&idx=1', 'mp.weixin.qq.com/s?idx=1&__biz=Mzg1&scene=21#wechat_redirect'],
])('%s and %s are one address', (a, b) => {
  expect(readUrl(a)?.key).toBe(readUrl(b)?.key)
  expect(readUrl(a)?.key).toBeTruthy()
})

test.each(['javascript:alert(1)', 'data:text/html,x', 'ftp://a.cn/x', '搜索公众号', 'http://', 'https://user:pass@weibo.com/'])(
  '%s is no address',
  (text) => {
    expect(readUrl(text)).toBeNull()
  },
)

test('a name is found by its sound', () => {
  const spell = createSpeller()
  expect(spell('甘南发布')).toEqual({ pinyin: 'gannanfabu', initials: 'gnfb' })
  expect(spell('重庆12345热线APP')).toEqual({ pinyin: 'chongqing12345rexianapp', initials: 'cq12345rxapp' })
})
