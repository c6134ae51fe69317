import { Form, Link, useNavigation } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Field, FormError, type Refused } from '~/components/ui/form'
import { type Window, windowLabel } from '~/domain/calendar/window'

/** Drafts a bulletin of any window; the usual ones are links that fill the dates in. */
export function DraftForm({ window, recent, problem }: { window: Window; recent: Window[]; problem: Refused | undefined }) {
  const t = useTranslations('bulletins')
  const busy = useNavigation().state === 'submitting'
  return (
    <section className="panel" aria-labelledby="draft-title">
      <h2 id="draft-title">{t('draft')}</h2>
      <p className="hint">{t('draftHint')}</p>
      <FormError problem={problem} />
      <p>
        {t('recent')}：
        {recent.map(({ from, to }) => (
          <Link
            key={from}
            className="tag preset"
            to={`?from=${from}&to=${to}`}
            aria-current={from === window.from && to === window.to ? 'true' : undefined}
          >
            {windowLabel({ from, to })}
          </Link>
        ))}
      </p>
      <Form method="post" className="draft-form" key={`${window.from} ${window.to}`}>
        <Field name="from" label={t('from')} type="date" required defaultValue={window.from} problem={problem} />
        <Field name="to" label={t('to')} type="date" required defaultValue={window.to} problem={problem} />
        <button className="button" type="submit" disabled={busy}>
          {t('submit')}
        </button>
      </Form>
    </section>
  )
}
