import { Form } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Field, FormError, type Refused } from '~/components/ui/form'

/** A post someone saw with their own eyes, with its link. What was typed comes back when it is refused. */
export function ManualPostForm({ problem }: { problem: Refused | undefined }) {
  const t = useTranslations('account.manual')
  return (
    <details className="panel" open={Boolean(problem)}>
      <summary>{t('title')}</summary>
      <p className="hint">{t('hint')}</p>
      <FormError problem={problem} />
      <Form method="post">
        <Field name="title" label={t('titleField')} problem={problem} required maxLength={200} />
        <Field name="url" label={t('url')} hint={t('urlHint')} problem={problem} type="url" required />
        <Field name="publishedAt" label={t('publishedAt')} problem={problem} type="datetime-local" required />
        <button className="button" type="submit" name="intent" value="manual">
          {t('submit')}
        </button>
      </Form>
    </details>
  )
}

/** The address of a feed to look at from now on. */
export function FeedForm({ problem }: { problem: Refused | undefined }) {
  const t = useTranslations('account.feed')
  return (
    <details className="panel" open={Boolean(problem)}>
      <summary>{t('title')}</summary>
      <p className="hint">{t('hint')}</p>
      <FormError problem={problem} />
      <Form method="post">
        <Field name="feedUrl" label={t('url')} problem={problem} type="url" required />
        <label className="check">
          <input type="checkbox" name="seesAllPosts" value="true" /> {t('seesAllPosts')}
        </label>
        <button className="button" type="submit" name="intent" value="feed">
          {t('submit')}
        </button>
      </Form>
    </details>
  )
}
