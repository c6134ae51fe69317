import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Field, fieldId, type Refused } from '~/components/ui/form'
import { Choice } from '~/components/unit/controls'
import { kindFacts, type SourceField, type SourceKind } from '~/domain/activity/kind'
import { useFieldWords } from './words'

export interface CredentialChoice {
  id: string
  name: string
  appId: string | null
  unitName: string
}

/** Authorisations to choose from, and how many there are in all. */
export interface Kept<Row extends CredentialChoice = CredentialChoice> {
  rows: Row[]
  total: number
}

interface SourceFieldsProps {
  kind: SourceKind
  problem: Refused | undefined
  standing?: { url: string | null; config: Record<string, string>; seesAllPosts: boolean; credential: { id: string } | null }
}

const addressHints = ['FEED', 'WEBSITE', 'JSON', 'APP'] as const

/** Where a source of a kind is looked at, and how: address, own list, settings. */
export function SourceFields({ kind, problem, standing }: SourceFieldsProps) {
  const t = useTranslations('collection.add')
  const facts = kindFacts[kind]
  const hint = addressHints.find((known) => known === kind) ?? 'other'
  const ticked = problem ? problem.values.seesAllPosts === 'true' : standing?.seesAllPosts
  return (
    <>
      {facts.address && (
        <Field
          {...{ name: 'url', label: t('address'), hint: t(`addressHint.${hint}`), problem, type: 'url', required: true, maxLength: 2_000 }}
          defaultValue={standing?.url ?? ''}
        />
      )}
      {facts.capability.posts === 'own' && (
        <div className="field own-list">
          <label className="check">
            <input
              type="checkbox"
              id={fieldId('seesAllPosts')}
              name="seesAllPosts"
              value="true"
              defaultChecked={ticked}
              aria-describedby="own-hint"
            />
            {t('own')}
          </label>
          <p className="hint" id="own-hint">
            {t('ownHint')}
          </p>
        </div>
      )}
      <Settings kind={kind} problem={problem} config={standing?.config ?? {}} />
    </>
  )
}

function Settings({ kind, problem, config }: { kind: SourceKind; problem: Refused | undefined; config: Record<string, string> }) {
  const t = useTranslations('collection.add')
  const words = useFieldWords(kind)
  const fields = kindFacts[kind].config
  if (fields.length === 0) return null
  const paths = fields.some(({ type }) => type === 'path')
  return (
    <fieldset className="group">
      <legend>{t(paths ? 'paths' : 'settings')}</legend>
      {paths && <p className="hint">{t('pathsHint')}</p>}
      <div className="form-columns">
        {fields.map((field) => {
          const { label, hint } = words(field)
          return (
            <Field
              key={field.name}
              {...{ name: `config.${field.name}`, hint, problem, required: field.required, maxLength: 500, autoComplete: 'off' }}
              label={field.required ? label : t('optional', { label })}
              defaultValue={config[field.name] ?? ''}
            />
          )
        })}
      </div>
    </fieldset>
  )
}

interface GrantFieldsProps {
  kind: SourceKind
  problem: Refused | undefined
  /** Those kept already; the one in use is chosen. */
  kept: Kept
  /** A trial or a refusal came back: secrets have to be typed again. */
  again: boolean
}

/** Which authorisation a new source uses: one that is kept, or one typed in. */
export function GrantFields({ kind, problem, kept, again }: GrantFieldsProps) {
  const t = useTranslations('collection.add')
  const facts = kindFacts[kind]
  if (!facts.credential) return null
  const optional = facts.secrets.every(({ required }) => !required)
  return (
    <fieldset className="group grant">
      <legend>{t('grant')}</legend>
      <p className="hint">{t('grantHint')}</p>
      {kept.rows.length > 0 && <CredentialSelect kept={kept} none={t(optional ? 'noCredential' : 'newCredential')} problem={problem} />}
      <div className="new-grant">
        <SecretFields kind={kind} problem={problem} again={again} />
      </div>
    </fieldset>
  )
}

export function CredentialSelect(props: { kept: Kept; none: string | null; problem: Refused | undefined; chosen?: string }) {
  const t = useTranslations('collection.add')
  return (
    <Choice
      {...{ name: 'credentialId', label: t('credential'), hint: moreOf(props.kept), problem: props.problem, value: props.chosen ?? '' }}
    >
      {props.none !== null && <option value="">{props.none}</option>}
      {props.kept.rows.map(({ id, name, appId, unitName }) => (
        <option key={id} value={id}>
          {[name, appId, unitName].filter(Boolean).join(' · ')}
        </option>
      ))}
    </Choice>
  )
}

/** Where the rest of the authorisations is; null where all of them can be chosen. */
export function moreOf({ rows, total }: Kept) {
  return rows.length < total ? <More shown={rows.length} total={total} /> : null
}

function More(counts: { shown: number; total: number }) {
  const t = useTranslations('collection.add')
  return t.rich('moreKept', { ...counts, list: (text) => <Link to="/collection/credentials">{text}</Link> })
}

/** The parts of an authorisation. Written only: what was typed never comes back. */
export function SecretFields({ kind, problem, again }: { kind: SourceKind; problem: Refused | undefined; again: boolean }) {
  const t = useTranslations('collection.add')
  const words = useFieldWords(kind)
  const marked = (field: SourceField, label: string) => (field.required ? label : t('optional', { label }))
  return (
    <>
      {again && <p className="notice-line">{t('secretAgain')}</p>}
      <div className="form-columns">
        {kindFacts[kind].secrets.map((field) => {
          const { label, hint } = words(field)
          const secret = field.type === 'secret'
          return (
            <Field
              key={field.name}
              {...{ name: `secrets.${field.name}`, label: marked(field, label), hint, problem, maxLength: 4_000, spellCheck: false }}
              {...(secret ? { type: 'password', autoComplete: 'new-password' } : { autoComplete: 'off' })}
            />
          )
        })}
      </div>
    </>
  )
}
