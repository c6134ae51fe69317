import { Form, useNavigation } from '@remix-run/react'
import { type ChangeEvent, type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'
import { FormError, fieldId, type Refused } from '~/components/ui/form'
import { Working } from './working'

interface UploadPanelProps {
  title: string
  /** What is chosen before the file. */
  children?: ReactNode
  problem: Refused | undefined
}

/** Chooses a sheet and sends it to be checked. Works as a plain form; with JavaScript it tells how far the check is. */
export function UploadPanel({ title, children, problem }: UploadPanelProps) {
  const t = useTranslations('imports')
  const { state, formData } = useNavigation()
  const [fileHash, setFileHash] = useState<string | null>(null)
  const sending = state !== 'idle' && formData?.has('file') === true
  return (
    <section className="panel" aria-labelledby="upload-title">
      <h2 id="upload-title">{title}</h2>
      <FormError problem={problem} />
      <Form method="post" encType="multipart/form-data">
        {children}
        <div className="field file">
          <label htmlFor={fieldId('file')}>{t('file')}</label>
          <p className="hint" id="file-hint">
            {t('fileHint')}
          </p>
          <input
            id={fieldId('file')}
            type="file"
            name="file"
            accept=".xlsx,.csv"
            required
            aria-describedby="file-hint"
            aria-invalid={problem?.fields.file ? true : undefined}
            onChange={(event) => void nameByContent(event).then(setFileHash)}
          />
        </div>
        <button className="button" type="submit" disabled={sending}>
          {t('check')}
        </button>
        {sending && <Working fileHash={fileHash} />}
      </Form>
    </section>
  )
}

/** The server tells progress under the hash of the file's content. */
async function nameByContent({ target }: ChangeEvent<HTMLInputElement>): Promise<string | null> {
  const file = target.files?.[0]
  if (!file || file.size > 20_000_000 || !globalThis.crypto?.subtle) return null
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer())
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
