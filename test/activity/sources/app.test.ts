import { describe, expect, test } from 'vitest'
import { appAdapter } from '~/domain/activity/sources/app.server'
import { type Answer, aFeedServer, endless, redirect, status } from '../../support/feed-server'
import { aLook } from '../../support/look'

const probe = async (url: string) => (await aLook(appAdapter, { source: { kind: 'APP', url } })).reading

/** Answers HEAD and GET differently, and notes which came. */
function byMethod(answers: { HEAD: Answer; GET: Answer }, asked: string[] = []): Answer {
  return (request, response, hit) => {
    asked.push(request.method ?? '')
    answers[request.method === 'HEAD' ? 'HEAD' : 'GET'](request, response, hit)
  }
}

describe('the download page of an app', () => {
  test('that answers is there; nothing is downloaded and no post is claimed', async () => {
    await using store = await aFeedServer()
    const asked: string[] = []
    const reading = await probe(store.on('/app', byMethod({ HEAD: status(200), GET: status(500) }, asked)))
    expect(reading).toMatchObject({ posts: [], covers: null, skipped: 0, status: 200, notes: ['应用下载地址可以打开。'] })
    expect(asked).toEqual(['HEAD'])
  })

  test.each([405, 501, 403, 404])('is asked by GET when HEAD is answered with %i', async (code) => {
    await using store = await aFeedServer()
    expect(await probe(store.on('/app', byMethod({ HEAD: status(code), GET: status(200) })))).toMatchObject({ status: 200 })
  })

  test('behind a redirect is there', async () => {
    await using store = await aFeedServer()
    store.on('/new', status(200))
    expect(await probe(store.on('/app', redirect('/new')))).toMatchObject({ status: 200 })
  })

  test('that is the package itself, gigabytes of it, is there', async () => {
    await using store = await aFeedServer()
    const huge = status(200, { 'content-length': String(5e9) })
    expect(await probe(store.on('/app.apk', byMethod({ HEAD: huge, GET: endless(5e9) })))).toMatchObject({ covers: null })
    expect(await probe(store.on('/b.apk', byMethod({ HEAD: status(405), GET: endless() })))).toMatchObject({ covers: null })
  })

  test('whose HEAD names a compression of nothing is there', async () => {
    await using store = await aFeedServer()
    expect(await probe(store.on('/app', byMethod({ HEAD: status(200, { 'content-encoding': 'gzip' }), GET: status(200) })))).toMatchObject({
      status: 200,
    })
  })

  test.each([404, 410])('that answers %i is gone: somebody has to look', async (code) => {
    await using store = await aFeedServer()
    await expect(probe(store.on('/app', status(code)))).rejects.toMatchObject({
      ...{ kind: 'config', code: 'app.gone', message: expect.stringContaining('应用下载地址已不可用') },
    })
  })

  test('that refuses us says nothing of the app', async () => {
    await using store = await aFeedServer()
    await expect(probe(store.on('/app', status(403)))).rejects.toMatchObject({ kind: 'blocked', code: 'app.status-403' })
  })

  test('of a store that is down or busy is asked again later', async () => {
    await using store = await aFeedServer()
    await expect(probe(store.on('/app', status(503)))).rejects.toMatchObject({ name: 'FetchError', status: 503 })
    await expect(probe(store.on('/busy', status(429)))).rejects.toMatchObject({ name: 'FetchError', status: 429 })
  })

  test('in a private network is not asked, and without an address there is none', async () => {
    await using store = await aFeedServer()
    await expect(probe(store.on('/app', redirect('http://10.0.0.8/')))).rejects.toMatchObject({ kind: 'blocked', code: 'private-address' })
    await expect(aLook(appAdapter, { source: { kind: 'APP', url: null } })).rejects.toMatchObject({ kind: 'config' })
  })
})
