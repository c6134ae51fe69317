import type { Page } from 'playwright-core'
import { addDays, dayOf, dayToColumn, startOf } from '~/domain/calendar/day'
import type { Role } from '~/domain/context'
import { inviteMember } from '~/domain/member/invite.server'
import type { Prisma } from '~/infra/prisma/client'
import { aCoverage, anAccount, aUnit } from '../support/registry'
import type { World } from '../support/world'

/** Somebody of a role at the office, at work. */
export async function signIn(world: World, page: Page, origin: string, role: Role, unit?: string) {
  const invited = { name: '才让卓玛', roles: [role], demo: true, ...(unit && { unit }) }
  const { token } = await inviteMember(world.ctx({ now: new Date() }), invited)
  await page.goto(`${origin}/link/${token}`)
  await page.getByRole('button', { name: '进入' }).click()
  await page.getByRole('heading', { name: '总览' }).waitFor()
}

const hour = 3_600_000

type SourceColumns = Omit<Prisma.SourceUncheckedCreateInput, 'accountId' | 'createdAt'>

/** A prefecture with its counties, whose accounts are looked at by sources in every state there is. */
export async function aCollectingOffice(world: World, now = new Date()) {
  const { db } = world.database
  const office = await aUnit(world)
  const county = await aUnit(world, { name: '合作市人民政府办公室', parentId: office.id, tier: 'COUNTY', divisionCode: '623001' })
  const lintan = await aUnit(world, { name: '临潭县人民政府办公室', parentId: office.id, tier: 'COUNTY', divisionCode: '623021' })
  await aUnit(world, { name: '合作市教育局', parentId: county.id, tier: 'COUNTY', kind: 'DEPARTMENT', divisionCode: '623001' })
  const at = (hours: number) => new Date(now.getTime() + hours * hour)
  const look = { lastAttemptAt: at(-1), lastOutcome: 'UNCHANGED', lastSuccessAt: at(-1), nextRunAt: at(5) } as const

  const source = async (name: string, unitId: string, platform: string, columns: SourceColumns) => {
    const account = await anAccount(world, { name, unitId, platform })
    return db.source.create({ data: { accountId: account.id, createdAt: at(-2000), ...columns } })
  }
  const feed = (host: string) => ({ kind: 'FEED' as const, url: `https://${host}/rss/gannan/index.xml`, lane: host })
  const failed = (kind: string, code: string, message: string) => ({
    ...{ lastAttemptAt: at(-2), lastOutcome: 'FAILED' as const, lastErrorKind: kind, lastErrorCode: code, lastMessage: message },
    ...{ lastSuccessAt: at(-200), failCount: 3, nextRunAt: at(2) },
  })

  const credential = (name: string, kind: 'WECHAT' | 'DOUYIN', grantUntil: Date | null) =>
    db.credential.create({
      data: {
        ...{ unitId: office.id, kind, name, appId: `wx${name.length}f3a8c21d0`, sealed: 'sealed', grantUntil },
        ...{ createdAt: at(-900), updatedAt: at(-900), tokenUntil: kind === 'DOUYIN' ? at(200) : null },
      },
    })
  const ending = await credential('甘南发布（抖音）', 'DOUYIN', at(24 * 9))
  const ended = await credential('临潭发布（抖音）', 'DOUYIN', at(-24 * 3))
  const wechat = await credential('甘南发布（微信）', 'WECHAT', null)
  await db.credentialQuota.create({ data: { credentialId: ending.id, day: dayToColumn(dayOf(now)), api: 'video.list', used: 12 } })

  const good = await source('甘南发布', office.id, 'weibo', { ...feed('www.gnzrmzf.gov.cn'), seesAllPosts: true, ...look, usualItems: 20 })
  await source('甘南发布', office.id, 'douyin', { kind: 'DOUYIN', lane: ending.id, credentialId: ending.id, seesAllPosts: true, ...look })
  await source('临潭发布', lintan.id, 'douyin', {
    ...{ kind: 'DOUYIN', lane: ended.id, credentialId: ended.id, seesAllPosts: true },
    ...failed('auth', 'douyin.2190008', '抖音授权已过期，请账号主体重新授权，再在“采集授权”中更新。'),
  })
  await source('甘南发布', office.id, 'wechat_mp', {
    kind: 'WECHAT',
    lane: wechat.id,
    credentialId: wechat.id,
    seesAllPosts: true,
    nextRunAt: at(1),
  })
  const bad = await source('合作发布', county.id, 'weibo', {
    ...{ ...feed('hezuo.example.gov.cn'), seesAllPosts: true },
    ...failed('config', 'http.404', '采集地址不存在（HTTP 404）。请核对地址是否已变更。'),
  })
  await source('合作教育', county.id, 'toutiao', {
    ...{ ...feed('hz.example.gov.cn'), seesAllPosts: false },
    ...failed('network', 'fetch.network', '无法连接采集地址（域名、网络或证书有误）。稍后会自动重试，仍不行时请核对地址。'),
  })
  await source('合作文旅', county.id, 'xiaohongshu', {
    ...{ ...feed('rsshub.example.cn'), seesAllPosts: false },
    ...failed('blocked', 'http.403', '对方拒绝访问（HTTP 403）。请降低频率或联系对方。'),
    lastOutcome: 'BLOCKED',
  })
  await source('合作公安', county.id, 'weibo', {
    ...{ ...feed('ga.example.gov.cn'), seesAllPosts: true, ...look, lastOutcome: 'PARTIAL', lastErrorCode: 'look.shrunk' },
    ...{ lastMessage: '本次只有 3 条，平时约 20 条，可能没有读全，本次不作为“没有更新”的依据。', shrunkSince: at(-30) },
  })
  await source('临潭文旅', lintan.id, 'kuaishou', {
    ...{ ...feed('lt.example.gov.cn'), seesAllPosts: false, ...look, pausedUntil: startOf(addDays(dayOf(now), 8)) },
    pauseReason: '网站改版，下周恢复',
  })
  await source('临潭教育', lintan.id, 'weibo', { ...feed('edu.example.gov.cn'), seesAllPosts: false, ...look, deadAt: at(-10) })
  await source('临潭卫健', lintan.id, 'weibo', { ...feed('wj.example.gov.cn'), seesAllPosts: true, ...look, nextRunAt: at(-5) })
  await source('临潭公安', lintan.id, 'wechat_mp', {
    kind: 'WEBSITE',
    url: 'https://www.lintan.gov.cn/zwgk/gajyw/index.html',
    lane: 'www.lintan.gov.cn',
    seesAllPosts: true,
    nextRunAt: at(0.2),
  })
  for (let n = 0; n < 60; n++) {
    const unitId = n % 2 ? county.id : lintan.id
    const made = await source(`乡镇发布${n}`, unitId, 'weibo', {
      ...feed(`town${n}.example.gov.cn`),
      seesAllPosts: n % 3 > 0,
      ...look,
      nextRunAt: at((n * 7) % 23),
    })
    if (n % 4 > 0) await aCoverage(world, made, n % 4 > 1 ? addDays(dayOf(now), -40) : addDays(dayOf(now), -9), at(-1))
  }
  for (let n = 0; n < 5; n++) await anAccount(world, { name: `没有来源${n}`, unitId: lintan.id, platform: 'wechat_mp' })
  await db.lane.create({ data: { key: 'rsshub.example.cn', restUntil: at(3), failures: 4 } })
  await db.lane.create({ data: { key: 'town14.example.gov.cn', leaseUntil: at(0.1), holder: 'a worker' } })
  await db.jobRun.create({ data: { job: 'collect', dueAt: at(-1.2), state: 'done', owner: 'x', startedAt: at(-1.2) } })
  await aCoverage(world, good, addDays(dayOf(now), -60), at(-1))
  await aPast(world, good, now)
  return { office, good, bad, accountId: good.accountId }
}

/** Looks, posts and daily numbers of a source, back from now. */
async function aPast(world: World, source: { id: string; accountId: string }, now: Date) {
  const { db } = world.database
  const { id: sourceId, accountId } = source
  for (let back = 70; back >= 0; back--) {
    const startedAt = new Date(now.getTime() - back * 24 * hour - hour)
    const outcome = back % 17 === 5 ? 'FAILED' : back % 13 === 6 ? 'PARTIAL' : back % 5 === 0 ? 'OK' : 'UNCHANGED'
    if (back > 25 && back < 30) continue
    const good = outcome === 'OK' || outcome === 'UNCHANGED'
    await db.collectRun.create({
      data: {
        ...{ sourceId, startedAt, endedAt: new Date(startedAt.getTime() + 740), outcome, httpStatus: good ? 200 : 502 },
        ...{ itemsSeen: good ? 20 : 0, itemsNew: outcome === 'OK' ? 2 : 0 },
        ...(good && { windowFrom: new Date(startedAt.getTime() - 20 * 24 * hour), windowTo: startedAt }),
        ...(!good && { errorKind: 'network', errorCode: 'http.502', message: '对方服务器出错（HTTP 502）。稍后会自动重试。' }),
      },
    })
  }
  for (let back = 80; back >= 0; back--) {
    if (back > 30 && back < 36) continue
    await db.accountDay.create({
      data: {
        ...{ accountId, sourceId, day: dayToColumn(addDays(dayOf(now), -back)), followers: 120_000 - back * 310 + (back % 7) * 90 },
        ...{ posts: back % 4, reads: back % 9 === 0 ? null : 4000 + back * 7, likes: 120 + back, provisional: back < 2, at: now },
      },
    })
  }
  for (let n = 0; n < 6; n++) {
    const publishedAt = new Date(now.getTime() - (n * 30 + 3) * hour)
    await db.post.create({
      data: {
        ...{
          accountId,
          sourceId,
          extKey: `p${n}`,
          title: `我州召开政务公开工作会议（第${n + 1}期）`,
          url: `https://weibo.com/gannan/${n}`,
        },
        ...{ publishedAt, activeFrom: publishedAt, activeAt: publishedAt, firstSeenAt: publishedAt, lastSeenAt: now },
        ...{ reads: n === 3 ? null : 3200 - n * 411, ...(n === 2 && { deletedAt: new Date(now.getTime() - 20 * hour) }) },
      },
    })
    const repliedAt = n % 2 ? new Date(publishedAt.getTime() + 5 * hour) : null
    await db.interaction.create({ data: { accountId, extKey: `c${n}`, askedAt: publishedAt, repliedAt, firstSeenAt: publishedAt } })
  }
}
