import { useTranslations } from 'use-intl'
import type { LedgerNote } from '~/domain/account/ledger-report'

/** Hints that reject nothing; folded away. */
export function NoteList({ notes, total }: { notes: LedgerNote[]; total: number }) {
  const t = useTranslations('imports.report')
  if (total === 0) return null
  return (
    <details className="panel">
      <summary>
        {t('notes')}（{total}）
      </summary>
      <p className="hint">{t('notesHint')}</p>
      <ul>
        {notes.map((note) => (
          <li key={`${note.row} ${note.column} ${note.message}`}>
            {note.row !== null && `${t('row')} ${note.row} `}
            {note.column && `【${note.column}】`}
            {note.message}
          </li>
        ))}
      </ul>
    </details>
  )
}
