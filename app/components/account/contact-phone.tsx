import { Form } from '@remix-run/react'
import { useTranslations } from 'use-intl'

/** The masked number, with a button that shows it whole to whoever may; once shown it stands until the page is left. */
export function ContactPhone({ masked, whole, mayUnmask }: { masked: string | null; whole: string | null; mayUnmask: boolean }) {
  const t = useTranslations('account.phone')
  if (whole !== null) return <span role="status">{whole}</span>
  if (!masked || !mayUnmask) return masked
  return (
    <Form method="post" preventScrollReset>
      {masked}{' '}
      <button className="button quiet" type="submit" name="intent" value="unmask" title={t('hint')}>
        {t('show')}
      </button>
    </Form>
  )
}
