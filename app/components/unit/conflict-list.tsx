import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Field, type Refused } from '~/components/ui/form'

interface Holder {
  accountId: string | null
  account: string
  unit: string
  filingNo: string | null
  moves: boolean
  excepted: boolean
}

export interface ConflictRow {
  group: string
  place: string
  resolved: boolean
  holders: Holder[]
}

/** Where a unit would have two accounts on one platform: both holders, and the three ways out. */
export function ConflictList({ conflicts, mayGrant, typed }: { conflicts: ConflictRow[]; mayGrant: boolean; typed: Refused }) {
  const t = useTranslations('reorganise')
  if (conflicts.length === 0) return null
  return (
    <section aria-labelledby="conflicts">
      <h2 id="conflicts">{t('conflictsTitle')}</h2>
      <p className="hint">{t('conflictsHint')}</p>
      {conflicts.map((conflict) => (
        <Conflict key={`${conflict.place}${conflict.group}`} {...{ conflict, mayGrant, typed }} />
      ))}
    </section>
  )
}

function Conflict({ conflict, mayGrant, typed }: { conflict: ConflictRow; mayGrant: boolean; typed: Refused }) {
  const t = useTranslations('reorganise')
  const { place, group, resolved, holders } = conflict
  const movable = holders.filter((holder): holder is Holder & { accountId: string } => holder.moves && holder.accountId !== null)
  return (
    <div className={resolved ? 'conflict settled' : 'conflict'}>
      <h3>
        {t('conflict', { place, group })}
        <span className="tag">{t(resolved ? 'resolved' : 'unresolved')}</span>
      </h3>
      <ul>
        {holders.map((holder) => (
          <li key={`${holder.account}${holder.unit}`}>
            {t('holder', { account: holder.account, unit: holder.unit, filingNo: holder.filingNo ?? t('noNumber') })}
            {holder.moves && <span className="tag unit-tag">{t('moves')}</span>}
          </li>
        ))}
      </ul>
      <p>{t('choices')}</p>
      <ul>
        <li>
          <EndFirst holders={holders} />
        </li>
        <li>{t('choicePlace')}</li>
        {holders.some(({ accountId }) => accountId === null) && <li>{t('choiceWithdraw')}</li>}
        <li>{t(mayGrant ? 'choiceException' : 'choiceExceptionOther')}</li>
      </ul>
      {mayGrant && movable.map((holder) => <Exception key={holder.accountId} holder={holder} typed={typed} />)}
    </div>
  )
}

/** The filings that end one of the two, for the account that comes. */
function EndFirst({ holders }: { holders: Holder[] }) {
  const t = useTranslations('reorganise')
  const account = holders.find(({ moves, accountId }) => moves && accountId)?.accountId
  const link = (kind: 'shutdown' | 'merge'): ReactNode =>
    account ? <a href={`/filings/new?kind=${kind}&account=${account}`}>{t(kind)}</a> : t(kind)
  return <>{t.rich('choiceEnd', { shutdown: () => link('shutdown'), merge: () => link('merge') })}</>
}

function Exception({ holder, typed }: { holder: Holder & { accountId: string }; typed: Refused }) {
  const t = useTranslations('reorganise')
  const name = `exceptions.${holder.accountId}`
  return (
    <div className="field-pair">
      <Field
        name={`${name}.documentNo`}
        label={t('exceptionNo', { name: holder.account })}
        problem={typed}
        maxLength={100}
        autoComplete="off"
      />
      <Field name={`${name}.endsOn`} label={t('exceptionEnds')} problem={typed} type="date" />
    </div>
  )
}
