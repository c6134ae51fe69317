import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import type { Act } from './acts'

/** What can be done with a person by whoever looks; each leads to a page that says what will happen. */
export function ActLinks({ userId, may, mayExport }: { userId: string; may: Act[]; mayExport: boolean }) {
  const t = useTranslations('act')
  const person = useTranslations('person')
  return (
    <section className="panel" aria-labelledby="acts">
      <h2 id="acts">{person('doTitle')}</h2>
      <div className="form-actions">
        {may.map((act) => (
          <Link key={act} className="button quiet" to={`/people/${userId}/${act}`}>
            {t(`${act}.go`)}
          </Link>
        ))}
      </div>
      {mayExport && (
        <form method="post" action={`/people/${userId}/export`} className="form-actions">
          <button type="submit" className="button quiet">
            {person('export')}
          </button>
          <span className="hint">{person('exportHint')}</span>
        </form>
      )}
    </section>
  )
}
