import type { KnownColumn } from '~/infra/sheet-header'
import { lackingWhose, whoseColumns } from './sheet-whose'

/** Columns of both kinds of activity sheet. The first name is the template's; the rest is what offices write. */
export const activityColumns = [
  ...whoseColumns,
  { key: 'coveredFrom', names: ['覆盖起', '覆盖开始', '覆盖起始日期', '统计起', '统计开始日期', '起始日期', '开始日期'] },
  { key: 'coveredTo', names: ['覆盖止', '覆盖结束', '覆盖截止日期', '统计止', '统计截止日期', '截止日期', '结束日期'] },
  { key: 'posts', names: ['发布数', '发布量', '发布条数', '发文数', '发文量', '发布篇数', '信息发布数'] },
  {
    key: 'lastPostAt',
    names: ['最后发布时间', '最近发布时间', '最后更新时间', '最近更新时间', '最后发布日期', '最后更新日期', '最近更新日期'],
  },
  { key: 'title', names: ['标题', '文章标题', '内容标题', '信息标题'] },
  { key: 'url', names: ['链接', '文章链接', '内容链接', '信息链接', '网址'] },
  { key: 'publishedAt', names: ['发布时间', '发布日期', '发表时间', '发文时间'] },
  { key: 'isOriginal', names: ['是否原创', '原创'] },
  { key: 'reads', names: ['阅读数', '阅读量', '播放数', '播放量', '浏览量'] },
  { key: 'likes', names: ['点赞数', '点赞量', '点赞'] },
  { key: 'comments', names: ['评论数', '评论量', '评论'] },
  { key: 'shares', names: ['转发数', '转发量', '分享数', '转发'] },
] as const satisfies readonly KnownColumn[]

export type ActivityColumn = (typeof activityColumns)[number]['key']

export const statementColumns = ['coveredFrom', 'coveredTo', 'posts'] as const satisfies readonly ActivityColumn[]

/** What a header is for and what it lacks. */
export function kindOfSheet(has: (key: ActivityColumn) => boolean): { kind: 'statements' | 'posts' | null; missing: ActivityColumn[][] } {
  const missing: ActivityColumn[][] = lackingWhose(has)
  if (has('coveredFrom') || has('coveredTo') || has('posts')) {
    return {
      kind: 'statements',
      missing: [...missing, ...statementColumns.filter((key) => !has(key)).map((key): ActivityColumn[] => [key])],
    }
  }
  if (!has('publishedAt')) return { kind: null, missing }
  const content: ActivityColumn[][] = has('title') || has('url') ? [] : [['title', 'url']]
  return { kind: 'posts', missing: [...missing, ...content] }
}
