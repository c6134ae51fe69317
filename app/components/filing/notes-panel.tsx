import { Form } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Moment } from '~/components/ui/figures'
import { FormError, fieldId, type Refused } from '~/components/ui/form'
import type { FilingView } from '~/domain/filing/view'

interface NotesPanelProps {
  notes: NonNullable<FilingView['notes']>
  mayAdd: boolean
  problem: Refused | undefined
}

/** What the offices tell each other; the applicant never sees it. */
export function NotesPanel({ notes, mayAdd, problem }: NotesPanelProps) {
  const t = useTranslations('filing.notes')
  const typed = problem?.values.text
  return (
    <section className="panel" aria-labelledby="notes">
      <h2 id="notes">{t('title')}</h2>
      <p className="hint small">{t('hint')}</p>
      {notes.length === 0 && <p className="hint">{t('none')}</p>}
      <ol className="history">
        {notes.map((note) => (
          <li key={note.id}>
            <Moment at={note.at} /> <span className="hint">{note.authorName}</span>
            <p className="as-typed">{note.text}</p>
          </li>
        ))}
      </ol>
      {mayAdd && (
        <Form method="post" key={notes.length}>
          <FormError problem={problem} />
          <div className="field">
            <label htmlFor={fieldId('text')}>{t('text')}</label>
            <textarea
              id={fieldId('text')}
              name="text"
              rows={2}
              maxLength={2000}
              required
              defaultValue={typeof typed === 'string' ? typed : ''}
            />
          </div>
          <button className="button quiet" type="submit" name="intent" value="note">
            {t('submit')}
          </button>
        </Form>
      )}
    </section>
  )
}
