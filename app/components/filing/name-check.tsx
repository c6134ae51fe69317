import { type RefObject, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { LookAlike, NameRemark } from '~/domain/filing/naming'

export interface NameCheck {
  holder: string | null
  remarks: NameRemark[]
  lookAlikes: LookAlike[]
}

interface NameCheckProps {
  form: RefObject<HTMLFormElement | null>
  unitId: string
  /** The filing that is being filled in, whose own slot is no other's; none yet when it is begun. */
  filingId?: string
  /** As the server found it for what was kept. */
  found: NameCheck | null
  asked: { name: string; platformCode: string }
}

const pause = 500

/** The one-account rule, remarks on the name and who is called alike, while it is typed. */
export function NameCheckPanel({ form, unitId, filingId = '', found, asked }: NameCheckProps) {
  const t = useTranslations('filing.check')
  const [shown, setShown] = useState({ check: found, asked })
  useEffect(() => setShown({ check: found, asked }), [found, asked])
  useEffect(() => {
    const element = form.current
    if (!element) return
    let timer: ReturnType<typeof setTimeout> | undefined
    let last = 0
    const ask = async () => {
      const mine = ++last
      const { name, platformCode } = askedIn(element)
      const check = await look({ unitId, filingId, name, platformCode })
      if (mine === last && check !== undefined) setShown({ check, asked: { name, platformCode } })
    }
    const typed = ({ target }: Event) => {
      if (!(target instanceof HTMLElement) || !['name', 'platformCode'].includes(target.getAttribute('name') ?? '')) return
      clearTimeout(timer)
      timer = setTimeout(ask, pause)
    }
    element.addEventListener('input', typed)
    return () => {
      clearTimeout(timer)
      element.removeEventListener('input', typed)
    }
  }, [form, unitId, filingId])
  const { check } = shown
  return (
    <section className="check-panel" id="check" aria-live="polite" aria-label={t('title')}>
      <h3>{t('title')}</h3>
      {!check || (!shown.asked.name && !shown.asked.platformCode) ? (
        <p className="hint">{t('waiting')}</p>
      ) : (
        <Findings check={check} asked={shown.asked} />
      )}
    </section>
  )
}

function Findings({ check, asked }: { check: NameCheck; asked: NameCheckProps['asked'] }) {
  const t = useTranslations('filing')
  const fine = check.remarks.length === 0 && check.lookAlikes.length === 0
  return (
    <>
      {asked.platformCode && (
        <p className={check.holder ? 'check-bad' : 'check-good'}>
          {check.holder ? t('check.taken', { holder: check.holder }) : t('check.free')}
        </p>
      )}
      {asked.name && fine && <p className="check-good">{t('check.nameFine')}</p>}
      {check.remarks.length > 0 && (
        <ul className="explain">
          {check.remarks.map((remark) => (
            <li key={remark}>{t(`remarks.${remark}`)}</li>
          ))}
        </ul>
      )}
      <LookAlikes alike={check.lookAlikes} />
      {!fine && <p className="hint small">{t('check.notBlocking')}</p>}
    </>
  )
}

export function LookAlikes({ alike }: { alike: LookAlike[] }) {
  const t = useTranslations('filing.check')
  if (alike.length === 0) return null
  return (
    <>
      <p>{t('alike')}</p>
      <ul className="explain">
        {alike.map((other) => (
          <li key={other.id}>
            {other.name}（{other.platform} · {other.unit}）<span className="tag">{t(other.how)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

function askedIn(form: HTMLFormElement): { name: string; platformCode: string } {
  const typed = new FormData(form)
  const text = (name: string) => String(typed.get(name) ?? '').trim()
  return { name: text('name').slice(0, 60), platformCode: text('platformCode') }
}

/** Undefined where the look did not succeed: what was shown stays. */
async function look(asked: {
  unitId: string
  filingId: string
  name: string
  platformCode: string
}): Promise<NameCheck | null | undefined> {
  const response = await fetch(`/filings/check?${new URLSearchParams(asked)}`, { redirect: 'manual' }).catch(() => null)
  return response?.ok ? response.json() : undefined
}
