import { describe, expect, test } from 'vitest'
import { safePath } from '~/api/caller.server'
import { readUrl } from '~/domain/account/account'
import { savePlatformInput } from '~/domain/account/inputs'
import { addManualPostInput } from '~/domain/activity/inputs'
import { addSourceInput } from '~/domain/activity/source-inputs'
import { aForm, ask } from '../support/http'
import { aPerson } from '../support/people'
import { aServer } from '../support/server'
import { aWorld } from '../support/world'

const elsewhere = [
  'https://evil.example',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '\t//evil.example',
  ' //evil.example',
  '/%09/evil.example/..//evil.example',
  'javascript:alert(1)',
  'data:text/html,x',
  'http:evil.example',
  'evil.example',
  '/..//evil.example',
  '/.//evil.example',
  '/x/..//evil.example',
  '/@evil.example/..//evil.example',
  '',
]

/** Where a browser on our site ends up with a Location. */
const leadsTo = (location: string) => new URL(location, 'https://zb.example.gov.cn/sign-in').origin

describe('INJ-8 a way back never leads away', () => {
  test.each(elsewhere)('%j', (to) => {
    const path = safePath(to)
    expect(path).toMatch(/^\/(?![/\\])/)
    expect(leadsTo(path)).toBe('https://zb.example.gov.cn')
  })

  test('a path of ours is kept with what is behind it', () => {
    expect(safePath('/accounts?q=%E5%90%88&level=dormant#posts')).toBe('/accounts?q=%E5%90%88&level=dormant#posts')
    expect(safePath(null)).toBe('/')
  })

  test('over HTTP: signed in already, and choosing a language', async () => {
    await using world = await aWorld()
    await using server = await aServer(world)
    const { cookie } = await aPerson(world)
    for (const to of elsewhere) {
      const there = await ask(server.origin, `/sign-in?to=${encodeURIComponent(to)}`, { headers: { cookie } })
      const chosen = await ask(server.origin, '/language', aForm(server.origin, { language: 'en', to }, cookie))
      for (const { status, headers } of [there, chosen]) {
        expect({ to, status }).toEqual({ to, status: 302 })
        expect(leadsTo(headers.get('location') ?? 'none:')).toBe('https://zb.example.gov.cn')
      }
    }
  })
})

const scripts = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  '\u0001javascript:alert(1)',
  'javascript://weibo.com/%0aalert(1)',
  'ｊａｖａｓｃｒｉｐｔ：alert(1)',
  'data:text/html;base64,PHNjcmlwdD4=',
  'vbscript:msgbox(1)',
  'file:///etc/passwd',
  'blob:https://weibo.com/x',
  'intent://weibo.com#Intent;scheme=http;end',
  'https://user:secret@weibo.com/x',
  '<script>alert(1)</script>',
]

const accountId = '00000000-0000-4000-8000-000000000000'

describe('INJ-9 an address that would run something is not taken in', () => {
  test.each(scripts)('%j as the address of an account, of a post or of a feed', (url) => {
    expect(readUrl(url)).toBeNull()
    if (url.startsWith('https:')) return
    expect(addManualPostInput.safeParse({ accountId, url, title: 'x', publishedAt: new Date() }).success).toBe(false)
    expect(addSourceInput.safeParse({ accountId, kind: 'FEED', url, seesAllPosts: false }).success).toBe(false)
  })

  test('what is taken in is what a browser opens: http or https', () => {
    for (const written of ['weibo.com/gannan', 'HTTPS://weibo.com/gannan', 'https://weibo.com/a?x=javascript:alert(1)']) {
      expect(readUrl(written)?.url).toMatch(/^https:\/\/weibo\.com\//)
    }
  })

  test('a pattern of a platform cannot keep the import busy for ever', () => {
    const platform = {
      code: 'x',
      name: 'x',
      uniquenessGroup: 'x',
      bulletinGroup: 'OTHER',
      defaultClass: 'PUBLISH',
      aliases: [],
      active: true,
    }
    for (const pattern of ['(a+)+$', '(.*)*x', '([a-z]+){2,}', '(x|y+)* ', '(']) {
      expect([pattern, savePlatformInput.safeParse({ ...platform, urlPatterns: [pattern] }).success]).toEqual([pattern, false])
    }
    expect(savePlatformInput.safeParse({ ...platform, urlPatterns: ['^https?://(www\\.)?weibo\\.com/', 'x/\\d+'] }).success).toBe(true)
  })
})
