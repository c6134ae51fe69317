import { useTranslations } from 'use-intl'
import { Field, type Refused } from '~/components/ui/form'
import { EntryForm } from './entry-form'

/** A post someone saw with their own eyes, with its link. What was typed comes back when it is refused. */
export function ManualPostForm({ problem }: { problem: Refused | undefined }) {
  const t = useTranslations('account.manual')
  return (
    <EntryForm title={t('title')} hint={t('hint')} submit={t('submit')} intent="manual" problem={problem}>
      <Field name="title" label={t('titleField')} problem={problem} required maxLength={200} />
      <Field name="url" label={t('url')} hint={t('urlHint')} problem={problem} type="url" required />
      <Field name="publishedAt" label={t('publishedAt')} problem={problem} type="datetime-local" required />
    </EntryForm>
  )
}

/** The address of a feed to look at from now on. */
export function FeedForm({ problem }: { problem: Refused | undefined }) {
  const t = useTranslations('account.feed')
  return (
    <EntryForm title={t('title')} hint={t('hint')} submit={t('submit')} intent="feed" problem={problem}>
      <Field name="feedUrl" label={t('url')} problem={problem} type="url" required />
      <label className="check">
        <input type="checkbox" name="seesAllPosts" value="true" /> {t('seesAllPosts')}
      </label>
    </EntryForm>
  )
}
