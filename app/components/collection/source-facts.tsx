import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Count, Moment } from '~/components/ui/figures'
import type { Span } from '~/domain/activity/coverage'
import { kindFacts } from '~/domain/activity/kind'
import { dayOf, daysBetween } from '~/domain/calendar/day'
import { LastLook, NextLook } from './last-look'
import { endingOf, isAwake, isPaused, lastDayOf } from './source-marks'
import type { SourceRow } from './source-table'
import { Proves, Sees, useFieldWords } from './words'

export interface SourceDetail extends SourceRow {
  pauseReason: string | null
  config: Record<string, string>
  usualItems: number | null
  credential: { id: string; name: string; appId: string | null; tokenUntil: Date | null; grantUntil: Date | null } | null
  quota: { api: string; used: number }[]
  covered: Span | null
}

/** What waits for somebody, above everything else. */
export function SourceNotices({ source, now }: { source: SourceDetail; now: Date }) {
  const t = useTranslations('collection.page')
  const grantUntil = source.credential?.grantUntil ?? null
  const ending = source.enabled ? endingOf(grantUntil, now) : null
  const day = grantUntil ? lastDayOf(grantUntil) : ''
  return (
    <>
      {!source.enabled && <p className="notice-line">{t('offHint')}</p>}
      {source.enabled && source.deadAt && (
        <p className="notice-line notice-bad">
          <strong>{t('deadTitle')}</strong> {t('deadHint')}
        </p>
      )}
      {source.enabled && source.pausedUntil && isPaused(source, now) && (
        <p className="notice-line">{t('pausedHint', { at: lastDayOf(source.pausedUntil), reason: source.pauseReason ?? '' })}</p>
      )}
      {ending === 'expired' && <p className="notice-line notice-bad">{t('grantEnded', { day })}</p>}
      {ending === 'expiring' && <p className="notice-line">{t('grantEnds', { day, days: Math.max(0, daysBetween(dayOf(now), day)) })}</p>}
    </>
  )
}

/** How a source is set up and where it stands. */
export function SourceFacts({ source, now }: { source: SourceDetail; now: Date }) {
  const t = useTranslations('collection.page')
  const { kind, covered, restUntil } = source
  const facts = kindFacts[kind]
  return (
    <section className="panel" aria-labelledby="facts">
      <h2 id="facts">{t('facts')}</h2>
      <dl className="facts">
        {facts.address && (
          <Fact name="address" wide>
            {source.url}
          </Fact>
        )}
        <Fact name="last" wide>
          <LastLook look={source} />
        </Fact>
        <Fact name="next">
          <NextLook at={source.nextRunAt} awake={isAwake(source, now)} now={now} />
        </Fact>
        <Fact name="rest">{restUntil && restUntil > now ? <Moment at={restUntil} /> : t('restNone')}</Fact>
        <Fact name="sees">
          <Sees kind={kind} />
        </Fact>
        <Fact name="proves">
          <Proves kind={kind} seesAllPosts={source.seesAllPosts} />
        </Fact>
        <Fact name="covered">
          {covered ? (
            <>
              <Moment at={covered.from} /> — <Moment at={covered.until} />
            </>
          ) : (
            t('coveredNone')
          )}
        </Fact>
        <Fact name="usual">{source.usualItems === null ? t('usualUnknown') : <Count value={source.usualItems} />}</Fact>
        <Config source={source} />
        {facts.credential && <Grant source={source} />}
      </dl>
    </section>
  )
}

function Fact({ name, wide, children }: { name: FactName; wide?: boolean; children: ReactNode }) {
  const t = useTranslations('collection.page')
  return (
    <div className={wide ? 'wide-fact' : undefined}>
      <dt>{t(name)}</dt>
      <dd>{children ?? <span className="unknown">{t('none')}</span>}</dd>
    </div>
  )
}

type FactName = 'address' | 'sees' | 'proves' | 'covered' | 'usual' | 'last' | 'next' | 'rest' | 'quota' | 'credential'

function Config({ source: { kind, config } }: { source: SourceDetail }) {
  const words = useFieldWords(kind)
  return kindFacts[kind].config
    .filter(({ name }) => config[name])
    .map((field) => (
      <div key={field.name}>
        <dt>{words(field).label}</dt>
        <dd>{config[field.name]}</dd>
      </div>
    ))
}

/** The authorisation by its public parts, and what of its quotas is used. */
function Grant({ source: { credential, quota } }: { source: SourceDetail }) {
  const t = useTranslations('collection.page')
  return (
    <>
      <Fact name="credential">
        {credential && (
          <>
            {credential.name} {credential.appId && <span className="hint">{credential.appId}</span>}
            <div className="small">
              {credential.grantUntil ? t('grantUntil', { day: lastDayOf(credential.grantUntil) }) : t('grantUnknown')}
            </div>
            {credential.tokenUntil && (
              <div className="small">{t.rich('tokenUntil', { at: () => <Moment at={credential.tokenUntil ?? new Date(0)} /> })}</div>
            )}
          </>
        )}
      </Fact>
      <Fact name="quota">
        {quota.length === 0
          ? t('quotaNone')
          : quota.map(({ api, used }) => (
              <div key={api} className="small">
                {t('quotaLine', { api, used })}
              </div>
            ))}
      </Fact>
    </>
  )
}
