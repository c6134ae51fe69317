import { useTranslations } from 'use-intl'
import type { BulletinText as Text } from '~/domain/bulletin/text'

/** The words of the bulletin as they stand in the document. */
export function BulletinText({ text }: { text: Text }) {
  const t = useTranslations('bulletins')
  return (
    <article className="document" aria-label={t('text')}>
      <p className="document-marks">{text.marks.join(' · ')}</p>
      <h2>
        {text.title.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </h2>
      <p className="addressee">{text.addressee}</p>
      <p>{text.preamble}</p>
      {text.sections.map((section) => (
        <section key={section.heading}>
          <h3>{section.heading}</h3>
          {section.paragraphs.map(({ lead, text: words }) => (
            <p key={words}>
              {lead && <strong>{lead}</strong>}
              {words}
            </p>
          ))}
        </section>
      ))}
      <p className="signature">
        {text.signature}
        <br />
        {text.date}
      </p>
      <p className="hint">{text.note}</p>
    </article>
  )
}
