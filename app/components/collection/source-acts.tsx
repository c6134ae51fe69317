import { Form, useNavigation } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { EntryForm } from '~/components/account/entry-form'
import { Field, type Refused } from '~/components/ui/form'
import { Lines } from '~/components/unit/controls'
import { kindFacts } from '~/domain/activity/kind'
import { type CredentialChoice, CredentialSelect, type Kept, SecretFields, SourceFields } from './source-fields'
import type { SourceDetail } from './source-facts'
import { isAwake } from './source-marks'

export type SourceIntent = 'try' | 'run' | 'pause' | 'stop' | 'change' | 'renew'

interface SourceActsProps {
  source: SourceDetail
  now: Date
  today: string
  /** The one in use among them. */
  kept: Kept<CredentialChoice & { sources: number }>
  /** What was refused, of the form it belongs to. */
  problemOf(intent: SourceIntent): (Refused & { sent: number }) | undefined
}

/** What the office can do with a source. */
export function SourceActs({ source, now, today, kept, problemOf }: SourceActsProps) {
  const t = useTranslations('collection.act')
  const busy = useNavigation().state === 'submitting'
  const pause = problemOf('pause')
  const stop = problemOf('stop')
  return (
    <section aria-labelledby="acts">
      <h2 id="acts">{t('title')}</h2>
      <Form method="post" className="form-actions">
        <button className="button" type="submit" name="intent" value="run" disabled={busy}>
          {t(isAwake(source, now) ? 'run' : 'resume')}
        </button>
        <button className="button quiet" type="submit" name="intent" value="try" disabled={busy}>
          {t('try')}
        </button>
      </Form>
      <Change {...{ source, kept }} problem={problemOf('change')} />
      {source.credential && <Renew {...{ source, kept }} problem={problemOf('renew')} />}
      {source.enabled && (
        <>
          <EntryForm title={t('pause.title')} hint={t('pause.hint')} submit={t('pause.submit')} intent="pause" problem={pause}>
            <Field name="until" label={t('pause.until')} problem={pause} type="date" min={today} required />
            <Lines name="reason" label={t('pause.reason')} problem={pause} rows={2} required maxLength={300} />
          </EntryForm>
          <EntryForm title={t('stop.title')} hint={t('stop.hint')} submit={t('stop.submit')} intent="stop" problem={stop}>
            <Lines name="stopReason" label={t('stop.reason')} problem={stop} rows={2} required maxLength={300} />
          </EntryForm>
        </>
      )}
    </section>
  )
}

type PartProps = Pick<SourceActsProps, 'source' | 'kept'> & { problem: (Refused & { sent: number }) | undefined }

function Change({ source, kept, problem }: PartProps) {
  const t = useTranslations('collection.act.change')
  const { address, config, capability, credential } = kindFacts[source.kind]
  const used = kept.rows.find(({ id }) => id === source.credential?.id)
  const choice = credential && kept.rows.length > (used ? 1 : 0)
  if (!address && config.length === 0 && capability.posts !== 'own' && !choice) return null
  return (
    <EntryForm title={t('title')} hint={t('hint')} submit={t('submit')} intent="change" problem={problem}>
      <SourceFields kind={source.kind} problem={problem} standing={source} />
      {choice && <CredentialSelect kept={kept} none={used ? null : '—'} problem={problem} {...(used && { chosen: used.id })} />}
    </EntryForm>
  )
}

/** Everything is typed anew: what was kept cannot be seen. */
function Renew({ source, kept, problem }: PartProps) {
  const t = useTranslations('collection')
  const used = kept.rows.find(({ id }) => id === source.credential?.id)
  return (
    <EntryForm
      title={t('act.renew.title')}
      hint={t('act.renew.hint', { count: used?.sources ?? 1 })}
      submit={t('act.renew.submit')}
      intent="renew"
      problem={problem}
    >
      <GrantParts key={problem?.sent} source={source} problem={problem} />
    </EntryForm>
  )
}

function GrantParts({ source, problem }: Omit<PartProps, 'kept'>) {
  const t = useTranslations('collection.credential')
  return (
    <>
      <Field name="name" label={t('name')} problem={problem} defaultValue={source.credential?.name} required maxLength={60} />
      <SecretFields kind={source.kind} problem={problem} again={Boolean(problem)} />
      <Field name="expiresOn" label={t('expiresOn')} hint={t('expiresHint')} problem={problem} type="date" />
    </>
  )
}
