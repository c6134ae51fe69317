import { useTranslations } from 'use-intl'
import { DataTable } from '~/components/ui/data-table'
import { EmptyState } from '~/components/ui/empty-state'
import { Moment } from '~/components/ui/figures'
import type { SourceKind } from '~/domain/activity/kind'

export interface PostRow {
  id: string
  title: string | null
  url: string | null
  publishedAt: Date | null
  sourceKind: SourceKind
}

/** What the account published, newest first. */
export function PostTable({ posts }: { posts: PostRow[] }) {
  const t = useTranslations('account.posts')
  const kind = useTranslations('word.sourceKind')
  return (
    <DataTable
      caption={t('label')}
      rows={posts}
      rowKey={(post) => post.id}
      empty={<EmptyState title={t('none')}>{t('noneHint')}</EmptyState>}
      columns={[
        {
          key: 'publishedAt',
          title: t('publishedAt'),
          cell: (post) => (post.publishedAt ? <Moment at={post.publishedAt} /> : <span className="unknown">{t('undated')}</span>),
        },
        { key: 'title', title: t('titleColumn'), names: true, cell: (post) => <PostTitle post={post} /> },
        { key: 'source', title: t('source'), cell: (post) => <span className="figure">{kind(post.sourceKind)}</span> },
      ]}
    />
  )
}

function PostTitle({ post }: { post: PostRow }) {
  const t = useTranslations('account.posts')
  const title = post.title ?? t('untitled')
  if (!post.url || !/^https?:\/\//.test(post.url)) return <>{title}</>
  return (
    <a href={post.url} rel="noreferrer">
      {title}
    </a>
  )
}
