import { useTranslations } from 'use-intl'
import { DataTable } from '~/components/ui/data-table'
import { EmptyState } from '~/components/ui/empty-state'
import { Count, Moment } from '~/components/ui/figures'
import type { SourceKind } from '~/domain/activity/kind'

export interface PostRow {
  id: string
  title: string | null
  url: string | null
  publishedAt: Date | null
  sourceKind: SourceKind
  reads: number | null
  deletedAt: Date | null
  hasEvidence: boolean
}

/** What the account published, newest first. Reads are shown where a platform tells them of any. */
export function PostTable({ posts }: { posts: PostRow[] }) {
  const t = useTranslations('account.posts')
  const kind = useTranslations('word.sourceKind')
  const counted = posts.some(({ reads }) => reads !== null)
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
        { key: 'title', title: t('titleColumn'), names: true, cell: (post) => <PostCell post={post} /> },
        ...(counted
          ? [{ key: 'reads', title: t('reads'), align: 'right' as const, cell: ({ reads }: PostRow) => <Count value={reads} /> }]
          : []),
        { key: 'source', title: t('source'), cell: (post) => <span className="kind-name">{kind(post.sourceKind)}</span> },
      ]}
    />
  )
}

function PostCell({ post }: { post: PostRow }) {
  const t = useTranslations('account.posts')
  return (
    <>
      <PostTitle post={post} />{' '}
      {post.deletedAt && (
        <span className="mark mark-wait">
          {t('deleted')} <Moment at={post.deletedAt} />
        </span>
      )}
      {post.hasEvidence && (
        <div className="small">
          <a href={`/posts/${post.id}/evidence`} download>
            {t('evidence')}
          </a>
        </div>
      )}
    </>
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
