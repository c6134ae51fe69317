import { Form } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Field, FormError, fieldId, type Refused } from '~/components/ui/form'
import { Choice } from '~/components/unit/controls'
import { kindFacts } from '~/domain/activity/kind'
import { type Kept, moreOf } from './source-fields'
import { useFieldWords } from './words'

/** The kinds whose address may follow a pattern. */
export const patternKinds = ['FEED', 'WEBSITE', 'JSON'] as const
export type PatternKind = (typeof patternKinds)[number]

/** What stands in a pattern for what the registry holds. */
export const placeholders = { id: '{平台账号ID}', name: '{账号名称}', url: '{账号链接}' } as const

interface PatternFormProps {
  kind: PatternKind
  platforms: { code: string; name: string }[]
  /** Authorisations of the kind. */
  kept: Kept
  problem: Refused | undefined
  /** What was asked for, as the address has it. */
  asked: Record<string, string>
}

/** Which accounts, and how their addresses are made. A plain GET: it only previews. */
export function PatternForm({ kind, platforms, kept, problem, asked }: PatternFormProps) {
  const t = useTranslations('collection.pattern')
  const refused = problem ?? { message: null, fields: {}, values: asked }
  return (
    <div className="panel">
      <FormError problem={problem} />
      <Form method="get" key={JSON.stringify(asked)}>
        <input type="hidden" name="kind" value={kind} />
        <div className="form-columns">
          <Choice name="platform" label={t('platform')} problem={refused} required>
            <option value="">{t('choose')}</option>
            {platforms.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </Choice>
          {kept.rows.length > 0 && (
            <Choice name="credentialId" label={t('credential')} hint={moreOf(kept)} problem={refused}>
              <option value="">—</option>
              {kept.rows.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Choice>
          )}
        </div>
        <Field
          {...{ name: 'pattern', label: t('pattern'), hint: <PatternHint />, problem: refused, required: true, maxLength: 2_000 }}
          autoComplete="off"
        />
        <More kind={kind} refused={refused} ticked={asked.seesAllPosts === 'true'} />
        <button className="button" type="submit" name="intent" value="preview">
          {t('preview')}
        </button>
      </Form>
    </div>
  )
}

function PatternHint() {
  const t = useTranslations('collection.pattern')
  const example = `https://rss.example.gov.cn/weibo/${placeholders.id}`
  return (
    <>
      {t('patternHint')} {(['id', 'name', 'url'] as const).map((key) => t(`placeholders.${key}`, { text: placeholders[key] })).join('；')}。
      {t('example', { text: example })}
    </>
  )
}

function More({ kind, refused, ticked }: { kind: PatternKind; refused: Refused; ticked: boolean }) {
  const t = useTranslations('collection.add')
  const words = useFieldWords(kind)
  const { config, capability } = kindFacts[kind]
  return (
    <>
      {capability.posts === 'own' && (
        <div className="field own-list">
          <label className="check">
            <input type="checkbox" id={fieldId('seesAllPosts')} name="seesAllPosts" value="true" defaultChecked={ticked} />
            {t('own')}
          </label>
          <p className="hint">{t('ownHint')}</p>
        </div>
      )}
      {config.length > 0 && (
        <fieldset className="group">
          <legend>{t(kind === 'JSON' ? 'paths' : 'settings')}</legend>
          {kind === 'JSON' && <p className="hint">{t('pathsHint')}</p>}
          <div className="form-columns">
            {config.map((field) => {
              const { label, hint } = words(field)
              return (
                <Field
                  key={field.name}
                  {...{ name: `config.${field.name}`, hint, problem: refused, required: field.required, maxLength: 500 }}
                  label={field.required ? label : t('optional', { label })}
                />
              )
            })}
          </div>
        </fieldset>
      )}
    </>
  )
}
