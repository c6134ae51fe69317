import { Form, Link } from '@remix-run/react'
import { useRef } from 'react'
import { useTranslations } from 'use-intl'
import { FormError, fieldId, type Refused } from '~/components/ui/form'
import { useHydrated } from '~/components/ui/hydrated'
import { letterOf, type Reason, type ReasonCode, reasons } from '~/domain/filing/reasons'
import { textIn } from './fields'
import { ReasonLabel } from './reason-label'

/** Acts that are asked about once more, on a page of their own. */
export const confirmedActs = ['withdraw', 'return', 'reject', 'evidence'] as const
export type ConfirmedAct = (typeof confirmedActs)[number]

interface ConfirmFormProps {
  act: ConfirmedAct
  filing: { id: string; filingNo: string | null }
  /** What a letter is filled with. */
  words: { account: string; kind: string }
  /** Chosen in the address: how it is done without JavaScript. */
  reason: string | undefined
  problem: Refused | undefined
}

/** Says exactly what an act will do, and asks for the reason and the letter. */
export function ConfirmForm({ act, filing, words, reason, problem }: ConfirmFormProps) {
  const t = useTranslations('filing.confirm')
  const decides = act === 'return' || act === 'reject'
  return (
    <div className="panel narrow-panel">
      <FormError problem={problem} />
      <p>{t('what')}</p>
      <ul className="explain">
        <li>{t(`${act}.a`)}</li>
        <li>{t(`${act}.b`)}</li>
        {act === 'withdraw' && filing.filingNo && <li>{t('withdraw.c', { filingNo: filing.filingNo })}</li>}
      </ul>
      {decides && <ReasonLinks act={act} chosen={reason} />}
      <Form method="post" key={reason ?? ''}>
        {decides ? <ReasonAndLetter act={act} words={words} reason={reason} problem={problem} /> : <Plain act={act} problem={problem} />}
        <div className="form-actions">
          <button className={act === 'return' || act === 'evidence' ? 'button' : 'button danger'} type="submit">
            {t(`${act}.submit`)}
          </button>
          <Link className="button quiet" to={`/filings/${filing.id}`}>
            {t('cancel')}
          </Link>
        </div>
      </Form>
    </div>
  )
}

function reasonsFor(act: 'return' | 'reject'): readonly (Reason & { code: ReasonCode })[] {
  const all: readonly (Reason & { code: ReasonCode })[] = reasons
  return all.filter((reason) => reason.for.includes(act))
}

/** Without JavaScript the reason is chosen first, in the address, and its letter comes with the page. */
function ReasonLinks({ act, chosen }: { act: 'return' | 'reject'; chosen: string | undefined }) {
  const t = useTranslations('filing.confirm')
  if (useHydrated()) return null
  return (
    <Form method="get" className="find no-script">
      <div className="field">
        <label htmlFor="reason-first">{t(`${act}.reason`)}</label>
        <select id="reason-first" name="reason" defaultValue={chosen ?? ''}>
          <Options act={act} />
        </select>
      </div>
      <button className="button quiet" type="submit">
        {t('fill')}
      </button>
    </Form>
  )
}

function Options({ act }: { act: 'return' | 'reject' }) {
  const t = useTranslations('filing.confirm')
  return (
    <>
      <option value="">{t('choose')}</option>
      {reasonsFor(act).map(({ code }) => (
        <option key={code} value={code}>
          <ReasonLabel code={code} />
        </option>
      ))}
    </>
  )
}

interface ReasonProps {
  act: 'return' | 'reject'
  words: ConfirmFormProps['words']
  reason: string | undefined
  problem: Refused | undefined
}

function ReasonAndLetter({ act, words, reason, problem }: ReasonProps) {
  const t = useTranslations('filing.confirm')
  const letter = useRef<HTMLTextAreaElement>(null)
  const filled = useRef('')
  const known = (text: string) => reasonsFor(act).find(({ code }) => code === text)?.code
  const begun = known(reason ?? '')
  const choose = (text: string) => {
    const code = known(text)
    const area = letter.current
    if (!code || !area || (area.value.trim() !== '' && area.value !== filled.current)) return
    filled.current = letterOf(code, words)
    area.value = filled.current
  }
  return (
    <>
      <div className="field">
        <label htmlFor={fieldId('reasonCode')}>{t(`${act}.reason`)}</label>
        <select
          id={fieldId('reasonCode')}
          name="reasonCode"
          required
          defaultValue={textIn(problem?.values.reasonCode) || (begun ?? '')}
          aria-invalid={problem?.fields.reasonCode ? true : undefined}
          onChange={(event) => choose(event.target.value)}
        >
          <Options act={act} />
        </select>
        {problem?.fields.reasonCode && <p className="wrong">{problem.fields.reasonCode}</p>}
      </div>
      <div className="field">
        <label htmlFor={fieldId('letter')}>{t('letter')}</label>
        <p className="hint small" id="letter-hint">
          {t('letterHint')}
        </p>
        <textarea
          id={fieldId('letter')}
          name="letter"
          ref={letter}
          rows={5}
          maxLength={2000}
          required
          aria-describedby="letter-hint"
          aria-invalid={problem?.fields.letter ? true : undefined}
          defaultValue={textIn(problem?.values.letter) || (begun ? letterOf(begun, words) : '')}
        />
        {problem?.fields.letter && <p className="wrong">{problem.fields.letter}</p>}
      </div>
      <div className="field">
        <label htmlFor={fieldId('note')}>
          {t('note')} <span className="optional">{t('noteHint')}</span>
        </label>
        <textarea id={fieldId('note')} name="note" rows={2} maxLength={2000} defaultValue={textIn(problem?.values.note)} />
      </div>
    </>
  )
}

/** One text: why it is taken back, or what has to be given again. */
function Plain({ act, problem }: { act: ConfirmedAct; problem: Refused | undefined }) {
  const t = useTranslations('filing.confirm')
  const name = act === 'withdraw' ? 'reason' : 'letter'
  const wrong = problem?.fields[name]
  return (
    <div className="field">
      <label htmlFor={fieldId(name)}>{t(act === 'withdraw' ? 'withdraw.reason' : 'letter')}</label>
      {act === 'withdraw' && <p className="hint small">{t('withdraw.reasonHint')}</p>}
      <textarea
        id={fieldId(name)}
        name={name}
        rows={3}
        maxLength={500}
        required
        aria-invalid={wrong ? true : undefined}
        defaultValue={textIn(problem?.values[name])}
      />
      {wrong && <p className="wrong">{wrong}</p>}
    </div>
  )
}
