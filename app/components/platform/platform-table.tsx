import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { DataTable } from '~/components/ui/data-table'
import type { BulletinGroup, ContentClass } from '~/domain/account/account'

export interface PlatformRow {
  code: string
  name: string
  aliases: string[]
  uniquenessGroup: string
  bulletinGroup: BulletinGroup
  defaultClass: ContentClass
  urlPatterns: string[]
  active: boolean
}

/** The names of the platforms of a uniqueness group: what it is called. */
export function groupName(group: string, platforms: readonly PlatformRow[]): string {
  return platforms
    .filter((platform) => platform.uniquenessGroup === group)
    .map((platform) => platform.name)
    .join('、')
}

/** The catalogue. Platforms that share a uniqueness group are named beside it, since that is what the group means. */
export function PlatformTable({ platforms, mayEdit }: { platforms: PlatformRow[]; mayEdit: boolean }) {
  const t = useTranslations('platforms')
  const word = useTranslations('word')
  return (
    <DataTable
      caption={t('label')}
      rows={platforms}
      rowKey={(platform) => platform.code}
      empty={t('none')}
      columns={[
        { key: 'name', title: t('columns.name'), names: true, cell: (platform) => <PlatformName platform={platform} /> },
        { key: 'group', title: t('columns.uniquenessGroup'), cell: (platform) => <Group platform={platform} all={platforms} /> },
        { key: 'bulletin', title: t('columns.bulletinGroup'), cell: (platform) => word(`bulletinGroup.${platform.bulletinGroup}`) },
        { key: 'class', title: t('columns.defaultClass'), cell: (platform) => word(`contentClass.${platform.defaultClass}`) },
        { key: 'aliases', title: t('columns.aliases'), cell: (platform) => platform.aliases.join('、') || t('none') },
        { key: 'urls', title: t('columns.urlPatterns'), cell: (platform) => <Patterns patterns={platform.urlPatterns} /> },
        ...(mayEdit ? [{ key: 'edit', title: t('columns.edit'), cell: (platform: PlatformRow) => <EditLink platform={platform} /> }] : []),
      ]}
    />
  )
}

function PlatformName({ platform }: { platform: PlatformRow }) {
  const t = useTranslations('platforms')
  return (
    <>
      {platform.name}
      {!platform.active && <span className="standing standing-other">{t('inactive')}</span>}
    </>
  )
}

function Group({ platform, all }: { platform: PlatformRow; all: PlatformRow[] }) {
  const t = useTranslations('platforms')
  const others = all.filter((other) => other.code !== platform.code)
  const names = groupName(platform.uniquenessGroup, others)
  return <span className={names ? undefined : 'unknown'}>{names ? t('sharedWith', { names }) : t('alone')}</span>
}

function Patterns({ patterns }: { patterns: string[] }) {
  return (
    <>
      {patterns.map((pattern) => (
        <code key={pattern} className="pattern">
          {pattern}
        </code>
      ))}
    </>
  )
}

function EditLink({ platform }: { platform: PlatformRow }) {
  const t = useTranslations('platforms')
  return (
    <Link to={`?edit=${platform.code}#edit`} aria-label={t('editOf', { name: platform.name })}>
      {t('edit')}
    </Link>
  )
}
