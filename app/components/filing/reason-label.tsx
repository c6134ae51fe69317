import { type Messages, useTranslations } from 'use-intl'

type ReasonKey = keyof Messages['filing']['reasons']

/** A reason's code in words; a key of the texts holds no dot. */
export function ReasonLabel({ code }: { code: string }) {
  const t = useTranslations('filing.reasons')
  const key = code.replaceAll('.', '_') as ReasonKey
  return <>{t.has(key) ? t(key) : code}</>
}
