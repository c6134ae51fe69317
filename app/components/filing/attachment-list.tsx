import { Form } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Moment } from '~/components/ui/figures'
import type { AttachmentView } from '~/domain/filing/view'

/** The documents of a filing; pictures are shown small, everything can be kept. */
export function AttachmentList({ filingId, files, mayRemove }: { filingId: string; files: AttachmentView[]; mayRemove: boolean }) {
  const t = useTranslations('filing.files')
  if (files.length === 0) return <p className="hint">{t('none')}</p>
  return (
    <ul className="files">
      {files.map((file) => {
        const address = `/filings/${filingId}/files/${file.id}`
        return (
          <li key={file.id}>
            {file.type.startsWith('image/') ? (
              <a href={address} download className="thumb">
                <img src={address} alt={t('show', { name: file.name })} width={72} height={72} loading="lazy" />
              </a>
            ) : (
              <span className="thumb" aria-hidden="true">
                PDF
              </span>
            )}
            <div>
              <strong>{t(`purposes.${file.purpose}`)}</strong>{' '}
              {file.provenOn && <span className="figure">{t('on', { day: file.provenOn })}</span>}
              <br />
              <a href={address} download>
                {file.name}
              </a>{' '}
              <span className="hint small">
                {size(file.size)} · {t('by', { who: file.addedBy })} <Moment at={file.at} />
              </span>
            </div>
            {mayRemove && (
              <Form method="post">
                <input type="hidden" name="attachmentId" value={file.id} />
                <button
                  className="button quiet"
                  type="submit"
                  name="intent"
                  value="removeAttachment"
                  aria-label={t('removeOf', { name: file.name })}
                >
                  {t('remove')}
                </button>
              </Form>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function size(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
