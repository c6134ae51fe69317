import { useTranslations } from 'use-intl'
import type { Refused } from '~/components/ui/form'
import { UploadPanel } from './upload-panel'

export const sheetKinds = ['ledger', 'activity'] as const
export type SheetKind = (typeof sheetKinds)[number]

/** Chooses a kind and a file and sends them to be checked. */
export function UploadForm({ problem }: { problem: Refused | undefined }) {
  const t = useTranslations('imports')
  const kind = problem?.values.kind === 'activity' ? 'activity' : 'ledger'
  return (
    <UploadPanel title={t('kind')} problem={problem}>
      <fieldset className="choices">
        <legend className="unseen">{t('kind')}</legend>
        {sheetKinds.map((value) => (
          <label key={value} className="choice">
            <input type="radio" name="kind" value={value} defaultChecked={value === kind} />
            <span>
              <strong>{t(`kinds.${value}`)}</strong>
              <span className="hint">{t(`kindHints.${value}`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
    </UploadPanel>
  )
}
