import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Moment } from '~/components/ui/figures'
import type { Evidence, SilenceEvidence } from '~/domain/supervision/evidence'

/** The evidence in one line: what a registrar reads before opening it. */
export function EvidenceLine({ evidence }: { evidence: Evidence }) {
  const t = useTranslations('findings')
  if (evidence.kind === 'silence') return <>{evidence.sentence}</>
  if (evidence.kind === 'duplicate') return <>{t('duplicate', { holder: evidence.holderName })}</>
  if (evidence.kind === 'ended') return <>{t('exceptionOver', { documentNo: evidence.documentNo, endsOn: evidence.endsOn })}</>
  if (evidence.kind === 'early') return <>{t('openedEarly', { ...evidence, number: evidence.number ?? '' })}</>
  if (evidence.kind === 'again') {
    const { cancelledName, cancelledUnit, ceasedOn, watchUntil, by } = evidence
    return (
      <>
        {t(by === 'id' ? 'againById' : 'againByName', { name: cancelledName, unit: cancelledUnit, ceasedOn: ceasedOn ?? '', watchUntil })}
      </>
    )
  }
  if (evidence.kind === 'drift') return <DriftLine evidence={evidence} />
  if (evidence.kind === 'takenHandle') return <>{t('takenHandle', { ...evidence })}</>
  return <>{evidence.kind === 'unfiled' ? t('unfiled') : t('noEvidence')}</>
}

/** How the platform shows the account, beside what is registered; a picture only says that it is another. */
function DriftLine({ evidence }: { evidence: Extract<Evidence, { kind: 'drift' }> }) {
  const t = useTranslations('findings')
  const source = useTranslations('word.sourceKind')
  const { field, registered, seen, seenAt, sourceKind } = evidence
  return (
    <>
      {field === 'avatar' ? t('drift.avatar') : t(`drift.${field}`, { registered, seen })} {t('drift.seen', { source: source(sourceKind) })}{' '}
      <Moment at={seenAt} />
    </>
  )
}

/** All that was kept of it, and the way to the account's own record. */
export function EvidenceFacts({ evidence, accountId }: { evidence: Evidence; accountId: string }) {
  const t = useTranslations('findings')
  return (
    <>
      {evidence.kind === 'silence' && (
        <>
          <Silence evidence={evidence} />
          <Marks evidence={evidence} />
        </>
      )}
      {evidence.kind === 'duplicate' && (
        <p>
          <Link to={`/accounts/${evidence.holderId}`}>{evidence.holderName}</Link>
        </p>
      )}
      <p>
        <Link to={`/accounts/${accountId}`}>{t('open')}</Link>
      </p>
    </>
  )
}

function Silence({ evidence }: { evidence: SilenceEvidence }) {
  const t = useTranslations('findings')
  const { lastPostAt, days, checks, coveredFrom, point, documentNo, clause } = evidence
  return (
    <dl className="facts">
      <Fact label={t('lastPost')}>{lastPostAt ? <LastPost evidence={evidence} at={lastPostAt} /> : t('noPost')}</Fact>
      {days != null && <Fact label={t('days')}>{t('daysValue', { days })}</Fact>}
      {coveredFrom && (
        <Fact label={t('covered')}>
          <Moment at={coveredFrom} />
        </Fact>
      )}
      {checks != null && <Fact label={t('checks')}>{t('checksValue', { count: checks })}</Fact>}
      <Fact label={t('point')}>
        <Moment at={point} />
      </Fact>
      <Fact label={t('policy')}>
        {documentNo} {clause}
      </Fact>
    </dl>
  )
}

/** What makes the evidence weaker than it looks. */
function Marks({ evidence }: { evidence: SilenceEvidence }) {
  const t = useTranslations('findings')
  const marks = [evidence.doubted && t('doubt'), evidence.undated && t('undated'), evidence.startUnknown && t('startUnknown')]
  return <>{marks.map((mark) => mark && <p key={mark}>{mark}</p>)}</>
}

function LastPost({ evidence: { lastPostTitle, lastPostUrl }, at }: { evidence: SilenceEvidence; at: Date }) {
  return (
    <>
      <Moment at={at} />{' '}
      {lastPostTitle && lastPostUrl ? (
        <a href={lastPostUrl} rel="noreferrer">
          {lastPostTitle}
        </a>
      ) : (
        lastPostTitle
      )}
    </>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
