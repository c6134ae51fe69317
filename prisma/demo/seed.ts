import { importLedger } from '~/domain/account/import-ledger.server'
import { collect } from '~/domain/activity/collect.server'
import { collectTools } from '~/domain/activity/collect-tools.server'
import { importActivity } from '~/domain/activity/import-activity-sheet.server'
import { draftBulletin } from '~/domain/bulletin/draft.server'
import { addDays, dayOf } from '~/domain/calendar/day'
import { lastQuarter, windowLabel } from '~/domain/calendar/window'
import type { Ctx } from '~/domain/context'
import { evaluate } from '~/domain/supervision/evaluate.server'
import { platformBases } from '~/infra/env.server'
import type { Files } from '~/infra/files.server'
import { createSafeFetch } from '~/infra/safe-fetch.server'
import { openKeyring } from '~/infra/secret.server'
import { demoFilings } from './filings'
import { demoAccounts } from './ledger'
import { demoPeople } from './people'
import { activitySheet, ledgerSheet } from './sheets'
import { demoSources } from './sources'

/** The name under which the invented ledger is imported. */
export const demoLedger = '演示台账.csv'

/**
 * Fills the demo through the same verbs an office uses. Each step can be repeated without doubling anything, so that a start that was
 * interrupted is simply done again.
 */
export async function seed(ctx: Ctx, feedBase: string, files: Files, say: (line: string) => void): Promise<void> {
  const accounts = demoAccounts(feedBase)
  const quarter = lastQuarter(ctx.now)

  say(`1/6 导入台账：${accounts.length} 个虚构账号……`)
  const ledger = await importLedger(ctx, { name: demoLedger, bytes: ledgerSheet(accounts) })
  mustAccept(ledger.report)
  say(`    新建账号 ${ledger.report.created} 个、单位 ${ledger.report.units.length} 个`)

  await demoPeople(ctx)

  say('2/6 导入没有采集地址的单位报来的发文情况……')
  mustAccept(await importActivity(ctx, { name: '演示发文情况.csv', bytes: activitySheet(accounts, quarter, addDays(dayOf(ctx.now), -1)) }))

  say('3/6 采集：经 HTTP 逐个读取采集地址……')
  const keyring = openKeyring(['demo-only-'.repeat(4)])
  await demoSources(ctx, keyring, accounts, feedBase)
  const fetch = createSafeFetch({ allow: ['127.0.0.0/8'], perHost: 8, spacing: 0, retries: 0 })
  const parts = { pool: ctx.pool, fetch, keyring: () => keyring, platforms: platformBases, holder: 'demo', start: ctx.now }
  const looks = await collect(ctx, {
    tools: collectTools(parts, { spacing: 0 }),
    progress: (done) => done % 50 === 0 && say(`    已看 ${done} 个`),
  })
  say(`    来源 ${looks.sources} 个：成功 ${looks.ok}，失败 ${looks.failed}，新发现发文 ${looks.newPosts} 条`)

  say(`4/6 判定：${quarter.to} 和今天……`)
  await evaluate(ctx, { asOf: quarter.to })
  const { levels } = await evaluate(ctx, { asOf: dayOf(ctx.now) })
  say(`    今天：正常 ${levels.normal}，不合格 ${levels.dormant + levels.zombie + levels.neverPosted}，无法判定 ${levels.unknown}`)

  say('5/6 起草上季度通报……')
  const { figures } = await draftBulletin(ctx, { from: quarter.from, to: quarter.to })
  say(`    ${windowLabel(quarter)}：在册 ${figures.total} 个，检查 ${figures.checked} 个，合格率 ${figures.rate ?? '—'}%`)

  say('6/6 备案：各个状态的虚构备案……')
  say(`    备案 ${await demoFilings(ctx, files)} 件`)
}

function mustAccept(report: { rejected: number; problems: readonly { message: string }[] }): void {
  if (report.rejected > 0) throw new Error(`演示数据有 ${report.rejected} 行被退回：${report.problems[0]?.message ?? ''}`)
}
