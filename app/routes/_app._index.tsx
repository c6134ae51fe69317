import { useTranslations } from 'use-intl'
import { Page } from '~/components/ui/page'

export default function OverviewPage() {
  const t = useTranslations('frame')
  return (
    <Page title={t('nav.overview')}>
      <p>{t('productFull')}</p>
    </Page>
  )
}
