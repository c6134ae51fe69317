import { addSource } from '~/domain/activity/add-source.server'
import type { SourceKind } from '~/domain/activity/kind'
import { pauseSource } from '~/domain/activity/pause-source.server'
import { saveCredential } from '~/domain/activity/save-credential.server'
import { addDays, dayOf } from '~/domain/calendar/day'
import type { Ctx } from '~/domain/context'
import type { Keyring } from '~/infra/secret.server'
import type { DemoAccount } from './ledger'

const paths = {
  ...{ items: 'data.items', id: 'id', title: 'title', link: 'url', publishedAt: 'posttime' },
  ...{ reads: 'stat.read', likes: 'stat.like', followers: 'data.fans', name: 'data.name' },
}
const secrets = { header: 'Authorization', headerValue: 'demo-only', host: '' }

/**
 * Beside the feeds of the ledger: bought data for three accounts that post, by authorisations of which one ends soon, pages of the apps, and a feed
 * that is left alone while its site is rebuilt. @returns how many
 */
export async function demoSources(ctx: Ctx, keyring: Keyring, accounts: readonly DemoAccount[], feedBase: string): Promise<number> {
  const bought = accounts.filter(({ habit }) => habit === 'daily').slice(0, 3)
  const apps = accounts.filter(({ row }) => row.平台 === '移动客户端')
  const made = []
  for (const account of bought) made.push(await add(ctx, keyring, account, 'JSON', `${feedBase}/data/${account.key}`))
  for (const account of apps) made.push(await add(ctx, keyring, account, 'APP', `${feedBase}/app/${account.key}`))
  await letOneEnd(ctx, keyring, feedBase)
  await leaveOneAlone(
    ctx,
    accounts.find(({ habit }) => habit === 'weekly'),
  )
  return made.filter(Boolean).length
}

async function add(ctx: Ctx, keyring: Keyring, { key }: DemoAccount, kind: SourceKind, url: string): Promise<boolean> {
  const { id: accountId } = await ctx.db.account.findFirstOrThrow({ where: { platformAccountId: `demo_${key}` }, select: { id: true } })
  if (await ctx.db.source.findFirst({ where: { accountId, kind }, select: { id: true } })) return false
  const isBought = kind === 'JSON'
  await addSource(ctx, keyring, {
    accountId,
    kind,
    url,
    seesAllPosts: false,
    config: isBought ? paths : {},
    secrets: isBought ? secrets : {},
  })
  return true
}

async function letOneEnd(ctx: Ctx, keyring: Keyring, feedBase: string): Promise<void> {
  const kept = await ctx.db.credential.findFirst({ where: { kind: 'JSON', grantUntil: null }, orderBy: { name: 'asc' } })
  if (!kept || (await ctx.db.credential.count({ where: { kind: 'JSON', grantUntil: { not: null } } })) > 0) return
  const own = { ...secrets, host: new URL(feedBase).host }
  await saveCredential(ctx, keyring, {
    kind: 'JSON',
    credentialId: kept.id,
    name: kept.name,
    secrets: own,
    expiresOn: addDays(dayOf(ctx.now), 9),
  })
}

async function leaveOneAlone(ctx: Ctx, account: DemoAccount | undefined): Promise<void> {
  const source = await ctx.db.source.findFirst({
    where: { kind: 'FEED', pausedUntil: null, account: { platformAccountId: `demo_${account?.key}` } },
    select: { id: true },
  })
  if (source) await pauseSource(ctx, { sourceId: source.id, until: addDays(dayOf(ctx.now), 14), reason: '【演示】网站改版，暂停采集' })
}
