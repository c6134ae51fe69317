import { Form, Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Field, FormError, fieldId, type Refused } from '~/components/ui/form'
import { bulletinGroups, contentClasses } from '~/domain/account/account'
import { groupName, type PlatformRow } from './platform-table'

/** One platform of the catalogue, to be changed. What was typed comes back when it is refused. */
export function PlatformForm({ platform, all, problem }: { platform: PlatformRow; all: PlatformRow[]; problem: Refused | undefined }) {
  const t = useTranslations('platforms')
  const word = useTranslations('word')
  return (
    <section className="panel" id="edit" aria-labelledby="edit-title">
      <h2 id="edit-title">{t('editOf', { name: platform.name })}</h2>
      <FormError problem={problem} />
      <Form method="post" className="form-columns">
        <Field name="name" label={t('columns.name')} problem={problem} defaultValue={platform.name} required maxLength={40} />
        <Choice name="uniquenessGroup" label={t('columns.uniquenessGroup')} problem={problem} value={platform.uniquenessGroup}>
          {groupsFor(platform, all).map((group) => (
            <option key={group} value={group}>
              {groupName(group, all) || t('alone')}
            </option>
          ))}
        </Choice>
        <Choice name="bulletinGroup" label={t('columns.bulletinGroup')} problem={problem} value={platform.bulletinGroup}>
          {bulletinGroups.map((group) => (
            <option key={group} value={group}>
              {word(`bulletinGroup.${group}`)}
            </option>
          ))}
        </Choice>
        <Choice name="defaultClass" label={t('columns.defaultClass')} problem={problem} value={platform.defaultClass}>
          {contentClasses.map((contentClass) => (
            <option key={contentClass} value={contentClass}>
              {word(`contentClass.${contentClass}`)}
            </option>
          ))}
        </Choice>
        <Choice name="active" label={t('columns.active')} problem={problem} value={String(platform.active)}>
          <option value="true">{t('inUse')}</option>
          <option value="false">{t('inactive')}</option>
        </Choice>
        <Lines name="aliases" label={t('columns.aliases')} hint={t('aliasesHint')} problem={problem} value={platform.aliases} />
        <Lines
          name="urlPatterns"
          label={t('columns.urlPatterns')}
          hint={t('urlPatternsHint')}
          problem={problem}
          value={platform.urlPatterns}
        />
        <div className="form-actions">
          <button className="button" type="submit">
            {t('save')}
          </button>
          <Link className="button quiet" to="/platforms">
            {t('cancel')}
          </Link>
        </div>
      </Form>
    </section>
  )
}

/** Every group there is, and one of its own. */
function groupsFor(platform: PlatformRow, all: readonly PlatformRow[]): string[] {
  return [...new Set([...all.map((other) => other.uniquenessGroup), platform.code])]
}

interface Labelled {
  name: string
  label: string
  problem: Refused | undefined
}

function Choice({ name, label, problem, value, children }: Labelled & { value: string; children: ReactNode }) {
  return (
    <div className="field">
      <label htmlFor={fieldId(name)}>{label}</label>
      <select
        id={fieldId(name)}
        name={name}
        defaultValue={typed(problem, name) ?? value}
        aria-invalid={problem?.fields[name] ? true : undefined}
      >
        {children}
      </select>
      {problem?.fields[name] && <p className="wrong">{problem.fields[name]}</p>}
    </div>
  )
}

/** A list, one entry a line. */
function Lines({ name, label, hint, problem, value }: Labelled & { hint: string; value: string[] }) {
  const wrong = problem?.fields[name]
  return (
    <div className="field">
      <label htmlFor={fieldId(name)}>{label}</label>
      <p className="hint" id={`${name}-hint`}>
        {hint}
      </p>
      <textarea
        id={fieldId(name)}
        name={name}
        rows={4}
        defaultValue={typed(problem, name) ?? value.join('\n')}
        aria-describedby={wrong ? `${name}-hint ${name}-wrong` : `${name}-hint`}
        aria-invalid={wrong ? true : undefined}
      />
      {wrong && (
        <p className="wrong" id={`${name}-wrong`}>
          {wrong}
        </p>
      )}
    </div>
  )
}

function typed(problem: Refused | undefined, name: string): string | undefined {
  const value = problem?.values[name]
  return typeof value === 'string' ? value : undefined
}
