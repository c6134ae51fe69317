import { Form, useNavigation } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { flawSentence, type Proof } from '~/domain/audit/proof'

/** Asks for a check of the whole audit. */
export function VerifyButton() {
  const t = useTranslations('audit.proof')
  const busy = useNavigation().formData?.get('intent') === 'verify'
  return (
    <Form method="post">
      <button className="button quiet" type="submit" name="intent" value="verify" disabled={busy}>
        {t(busy ? 'busy' : 'verify')}
      </button>
    </Form>
  )
}

/** What a check found, and what it compared. */
export function ProofPanel({ proof }: { proof: Proof }) {
  const t = useTranslations('audit.proof')
  const { ok, rows, firstSeq, lastSeq, flaws, anchor, archives } = proof
  return (
    <section className={ok ? 'done' : 'form-error'} role={ok ? 'status' : 'alert'} aria-label={t('title')}>
      <p>
        <strong>{t(ok ? 'whole' : 'broken')}</strong>{' '}
        {rows > 0 ? t('rows', { rows, first: firstSeq ?? 0, last: lastSeq ?? 0 }) : t('noRows')}
      </p>
      {flaws.length > 0 && (
        <ul>
          {flaws.map((flaw) => (
            <li key={flaw.kind}>{flawSentence(flaw)}</li>
          ))}
        </ul>
      )}
      <p>
        {anchor.last
          ? t('anchors', { compared: anchor.compared, covered: anchor.covered, unverified: anchor.unverified, last: anchor.last.seq })
          : t('noAnchors')}
      </p>
      {archives > 0 && <p>{t('archives', { archives })}</p>}
      {!proof.protected && <p>{t('unprotected')}</p>}
    </section>
  )
}
