import { useTranslations } from 'use-intl'
import { contentClasses } from '~/domain/account/account'
import type { Value } from '~/domain/filing/difference'
import { interactions } from '~/domain/filing/requests'
import type { FieldName } from './fields'

/** What stands for the ids in a form. */
export type Names = Record<string, string>

/** A field of a form as it reads. */
export function FieldValue({ field, value, names }: { field: string; value: Value; names: Names }) {
  const t = useTranslations('filing')
  const word = useTranslations('word.contentClass')
  if (value === null || value === '' || value.length === 0) return <span className="unknown">{t('page.empty')}</span>
  if (Array.isArray(value)) {
    const known = interactions.filter((key) => value.includes(key)).map((key) => t(`choices.interactions.${key}`))
    return <>{known.length > 0 ? known.join('、') : value.join('、')}</>
  }
  const contentClass = field === 'contentClass' && contentClasses.find((key) => key === value)
  if (contentClass) return <>{word(contentClass)}</>
  if (field === 'operatorKind' && (value === 'self' || value === 'outsourced')) return <>{t(`choices.operatorKind.${value}`)}</>
  if (field === 'accessLost' && (value === 'yes' || value === 'no')) return <>{t(`choices.accessLost.${value}`)}</>
  if (field === 'commitment') return <>{t('choices.committed')}</>
  if (field === 'organiserId' || field === 'targetAccountId') return <>{names[value] ?? '—'}</>
  return <>{value}</>
}

export function FieldLabel({ field }: { field: string }) {
  const t = useTranslations('filing.fields')
  return <>{t.has(field as FieldName) ? t(field as FieldName) : field}</>
}
