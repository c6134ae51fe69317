import { useTranslations } from 'use-intl'
import { type Capability, kindFacts, type SourceField, type SourceKind } from '~/domain/activity/kind'

/** What a field of a kind is called, and what to write into it. */
export function useFieldWords(kind: SourceKind): (field: SourceField) => { label: string; hint: string | undefined } {
  const t = useTranslations('collection')
  return ({ name }) => {
    const key = `${kind}_${name}`
    return { label: t(`field.${key}`), hint: (t.has(`fieldHint.${key}`) && t(`fieldHint.${key}`)) || undefined }
  }
}

const counted = ['reads', 'likes', 'comments', 'replies', 'followers'] as const satisfies (keyof Capability)[]

/** What a kind of source can see, in words: 全部发文、阅读数. */
export function Sees({ kind }: { kind: SourceKind }) {
  const t = useTranslations('collection.sees')
  const { capability } = kindFacts[kind]
  if (kind === 'MINIPROGRAM') return <>{t('visits')}</>
  if (kind === 'APP') return <>{t('available')}</>
  const seen = counted.filter((what) => capability[what]).map((what) => t(what))
  const posts = capability.posts === 'none' ? [] : [t(capability.posts)]
  const what = [...posts, ...seen].join(t('join'))
  return <>{capability.posts === 'none' && what ? t('only', { what }) : what || t('none')}</>
}

/** Whether a source can prove silence, and why not. */
export function Proves({ kind, seesAllPosts }: { kind: SourceKind; seesAllPosts: boolean }) {
  const t = useTranslations('collection.proves')
  const { posts } = kindFacts[kind].capability
  if (seesAllPosts) return <>{t('yes')}</>
  return <>{t(posts === 'all' ? 'own' : posts)}</>
}

/** Built by the platform's documents, never tried on the platform itself. */
export function UnverifiedMark({ kind }: { kind: SourceKind }) {
  const t = useTranslations('collection.marks')
  if (kindFacts[kind].verified) return null
  return <span className="mark mark-wait">{t('unverified')}</span>
}
