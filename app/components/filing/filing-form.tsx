import { Form, Link, useNavigation } from '@remix-run/react'
import { type RefObject, useRef } from 'react'
import { useMessages, useTranslations } from 'use-intl'
import { FormError, type Refused } from '~/components/ui/form'
import { useHydrated } from '~/components/ui/hydrated'
import type { FilingKind, FilingState } from '~/domain/filing/filing'
import { ChangeFields } from './change-fields'
import { DraftKeeper } from './draft-keeper'
import { CancelFields, MergeFields, ShutdownFields } from './ending-fields'
import type { Filled, Option } from './fields'
import type { NameCheck } from './name-check'
import { OpeningFields } from './opening-fields'
import type { Found } from './target-choice'

type Values = Record<string, string | string[] | null>

interface FilingFormProps {
  filing: {
    id: string
    kind: FilingKind
    state: FilingState
    unit: { id: string }
    platform: { code: string } | null
    draft: Values
    chosen: Found | null
  }
  /** Of a change: the record as it stands. */
  record: Values | null
  platforms: Option[]
  check: NameCheck | null
  answer: (Refused & { found?: Found[] | null }) | undefined
}

/** The form of a filing. It keeps itself while it is typed; its buttons do the same without JavaScript. */
export function FilingForm(props: FilingFormProps) {
  const t = useTranslations('filing.form')
  const { filing, record, answer } = props
  const labels = useMessages().filing.fields
  const element = useRef<HTMLFormElement>(null)
  const hydrated = useHydrated()
  const sending = useNavigation().state === 'submitting'
  const refused = answer && (answer.message || Object.keys(answer.fields).length > 0) ? answer : undefined
  const kept = { ...withoutHidden(record), ...filing.draft, platformCode: filing.platform?.code ?? null }
  const form: Filled = { values: { ...kept, ...answer?.values }, problem: answer }
  return (
    <Form method="post" ref={element} noValidate className={hydrated ? 'filing-form' : 'filing-form scriptless'}>
      <FormError problem={refused} labels={labels} />
      <KindFields {...props} form={form} element={element} />
      <div className="form-bar">
        <button className="button" type="submit" name="intent" value="next" disabled={sending}>
          {t('next')}
        </button>
        <button className="button quiet" type="submit" name="intent" value="save" disabled={sending}>
          {t('save')}
        </button>
        <Link className="button quiet" to={filing.state === 'draft' ? '/filings?queue=draft' : `/filings/${filing.id}`}>
          {t('back')}
        </Link>
        {hydrated && <DraftKeeper form={element} filingId={filing.id} />}
      </div>
    </Form>
  )
}

/** What is masked cannot be typed over: it is told beside the field, which stays empty. */
function withoutHidden(record: Values | null): Values {
  if (!record) return {}
  const { contactName: _, contactPhone: __, organiserId: ___, ...shown } = record
  return shown
}

function KindFields({
  filing,
  record,
  platforms,
  check,
  answer,
  form,
  element,
}: FilingFormProps & { form: Filled; element: RefObject<HTMLFormElement | null> }) {
  const found = answer?.found ?? null
  if (filing.kind === 'open')
    return <OpeningFields form={form} element={element} unitId={filing.unit.id} filingId={filing.id} platforms={platforms} check={check} />
  if (filing.kind === 'change') return <ChangeFields form={form} record={record ?? {}} found={found} organiser={filing.chosen} />
  if (filing.kind === 'shutdown') return <ShutdownFields form={form} />
  if (filing.kind === 'cancel') return <CancelFields form={form} />
  return <MergeFields form={form} found={found} target={filing.chosen} />
}
