import { Form, Link, useNavigation } from '@remix-run/react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { FormError, type Refused } from '~/components/ui/form'
import { kindFacts, type SourceKind } from '~/domain/activity/kind'
import { GrantFields, type Kept, SourceFields } from './source-fields'
import { TrialPanel, type TrialView } from './trial-panel'
import { Sees } from './words'

interface NewSourceProps {
  accountId: string
  kind: SourceKind
  kept: Kept
  answer: (Refused & { trial: TrialView | null; sent: number }) | undefined
}

/** The second step: what the kind asks for, tried before it is kept. A refusal empties the secrets; a trial leaves what stands in the browser. */
export function NewSource({ accountId, kind, kept, answer }: NewSourceProps) {
  const t = useTranslations('collection.add')
  const trial = useTranslations('collection.trial')
  const word = useTranslations('word.sourceKind')
  const sees = useTranslations('collection.sees')
  const busy = useNavigation().state === 'submitting'
  const refused = answer && !answer.trial ? answer : undefined
  const [emptied, setEmptied] = useState(0)
  if (refused && refused.sent !== emptied) setEmptied(refused.sent)
  return (
    <>
      {answer?.trial && <TrialPanel trial={answer.trial} sent={answer.sent} note={trial('nextSave')} />}
      <section className="panel" aria-labelledby="step2">
        <h2 id="step2">{t('step2', { kind: word(kind) })}</h2>
        <p className="hint">
          {sees.rich('line', { what: () => <Sees kind={kind} /> })} <Link to={`?account=${accountId}`}>{t('otherKind')}</Link>
        </p>
        {!kindFacts[kind].verified && (
          <p className="notice-line">
            <strong>{t('unverified')}</strong>。{t('unverifiedHint')}
          </p>
        )}
        <FormError problem={refused} />
        <Form method="post" preventScrollReset>
          <SourceFields kind={kind} problem={answer} />
          <GrantFields key={emptied} kind={kind} problem={answer} kept={kept} again={Boolean(answer)} />
          <p className="hint">{t('tryHint')}</p>
          <div className="form-actions">
            <button className="button quiet" type="submit" name="intent" value="try" disabled={busy}>
              {t('try')}
            </button>
            <button className="button" type="submit" name="intent" value="save" disabled={busy}>
              {t('save')}
            </button>
          </div>
        </Form>
      </section>
    </>
  )
}
