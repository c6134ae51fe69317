import { useTranslations } from 'use-intl'
import { useHydrated } from '~/components/ui/hydrated'

/** Where there is JavaScript; elsewhere the browser's own menu prints the same. */
export function PrintForm() {
  const t = useTranslations('filing.page')
  if (!useHydrated()) return null
  return (
    <button className="button quiet" type="button" onClick={() => window.print()}>
      {t('print')}
    </button>
  )
}
