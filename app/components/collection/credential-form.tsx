import { Form, Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Field, FormError, type Refused } from '~/components/ui/form'
import { collectedKinds, kindFacts, type SourceKind } from '~/domain/activity/kind'
import { SecretFields } from './source-fields'
import { UnverifiedMark } from './words'

const kinds = collectedKinds.filter((kind) => kindFacts[kind].credential)

/** For which interface a new authorisation is; goes on by a plain GET. */
export function CredentialKind() {
  const t = useTranslations('collection.credential')
  const word = useTranslations('word.sourceKind')
  return (
    <details className="panel">
      <summary>{t('add')}</summary>
      <Form method="get" className="inline-form">
        <div className="field">
          <label htmlFor="credential-kind">{t('chooseKind')}</label>
          <select id="credential-kind" name="kind" required defaultValue="">
            <option value="">—</option>
            {kinds.map((kind) => (
              <option key={kind} value={kind}>
                {word(kind)}
              </option>
            ))}
          </select>
        </div>
        <button className="button" type="submit">
          {t('next')}
        </button>
      </Form>
    </details>
  )
}

interface CredentialFormProps {
  kind: SourceKind
  /** What is being replaced; null for a new one. */
  standing: { name: string } | null
  problem: (Refused & { sent: number }) | undefined
}

/** All parts of an authorisation, new or in place of what was kept. */
export function CredentialForm({ kind, standing, problem }: CredentialFormProps) {
  const t = useTranslations('collection.credential')
  const add = useTranslations('collection.add')
  const word = useTranslations('word.sourceKind')
  return (
    <section className="panel" aria-labelledby="credential">
      <h2 id="credential">
        {standing ? t('replaceTitle', { name: standing.name }) : t('addTitle', { kind: word(kind) })} <UnverifiedMark kind={kind} />
      </h2>
      <p className="hint">{add('grantHint')}</p>
      <FormError problem={problem} />
      <Form method="post" key={problem?.sent}>
        <div className="form-columns">
          <Field
            {...{ name: 'name', label: t('name'), hint: t('nameHint'), problem, required: true, maxLength: 60 }}
            defaultValue={standing?.name ?? ''}
          />
          <Field name="expiresOn" label={t('expiresOn')} hint={t('expiresHint')} problem={problem} type="date" />
        </div>
        <SecretFields kind={kind} problem={problem} again={Boolean(problem)} />
        <div className="form-actions">
          <button className="button" type="submit" name="intent" value="credential">
            {t('submit')}
          </button>
          <Link className="button quiet" to="/collection/credentials">
            {t('cancel')}
          </Link>
        </div>
      </Form>
    </section>
  )
}
