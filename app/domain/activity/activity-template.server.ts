import { listPlatforms } from '~/domain/account/read.server'
import type { Ctx } from '~/domain/context'
import { writeXlsx } from '~/infra/sheet-write.server'
import { type ActivityColumn, activityColumns } from './activity-columns'
import type { ActivityTemplateInput } from './inputs'

const whose = ['platform', 'name', 'platformAccountId', 'unit'] as const satisfies readonly ActivityColumn[]

const columnsOf: Record<ActivityTemplateInput['kind'], readonly ActivityColumn[]> = {
  statements: [...whose, 'coveredFrom', 'coveredTo', 'posts', 'lastPostAt'],
  posts: [...whose, 'title', 'url', 'publishedAt', 'isOriginal', 'reads', 'likes', 'comments', 'shares'],
}

const sheetName: Record<ActivityTemplateInput['kind'], string> = { statements: '发文情况汇总', posts: '发文明细' }

const rules: Record<ActivityTemplateInput['kind'], [string, string][]> = {
  statements: [
    ['一行', '一个账号在一段时间内的情况。'],
    ['覆盖起、覆盖止', '写成 2026-07-01，首尾两天都算。这段时间里的发文必须全部查过。'],
    ['发布数', '没有发布就写 0；不清楚的账号请不要填这一行。'],
    ['最后发布时间', '写成 2026-09-30 10:00，须在覆盖时间之内；发布数为 0 时留空。'],
    ['账号', '账号名称和平台账号ID至少填一项，须已登记。'],
  ],
  posts: [
    ['一行', '一条发文。标题和链接至少填一项。'],
    ['发布时间', '写成 2026-09-30 10:00。'],
    ['是否原创', '是 或 否，不清楚就留空。'],
    ['阅读、点赞、评论、转发数', '写成 12600 或 1.26万；不清楚就留空，不要用 0 代替。'],
    ['账号', '账号名称和平台账号ID至少填一项，须已登记。'],
  ],
}

/** An empty activity sheet to fill in, per account and period or per post, with a sheet that explains it. */
export async function writeActivityTemplate(ctx: Ctx, { kind }: ActivityTemplateInput): Promise<Uint8Array> {
  const platforms = (await listPlatforms(ctx)).filter((platform) => platform.active).map((platform) => platform.name)
  const columns = columnsOf[kind].map((key) => activityColumns.find((column) => column.key === key)?.names[0] ?? key)
  return writeXlsx([
    {
      name: sheetName[kind],
      columns: columns.map((title) => ({ title, width: Math.max(14, title.length * 2 + 6) })),
      rows: [],
      choices: { 0: platforms },
    },
    {
      name: '填写说明',
      columns: [
        { title: '项目', width: 28 },
        { title: '说明', width: 80 },
      ],
      rows: rules[kind],
    },
  ])
}
