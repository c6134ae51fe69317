import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { LanguageSwitch } from './language-switch'
import { Card } from './page'

/** A page for someone not signed in: plain HTML, no kit, works without JavaScript. */
export function Outside({ title, children }: { title: ReactNode; children: ReactNode }) {
  const t = useTranslations('frame')
  return (
    <>
      <header className="outside">
        <p>{t('productFull')}</p>
        <LanguageSwitch />
      </header>
      <Card title={title}>{children}</Card>
    </>
  )
}
